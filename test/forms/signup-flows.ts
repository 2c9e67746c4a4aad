import { EMAIL, HOME, type Pages, page } from './flow-site.ts'
import type { Flow } from './login-flows.ts'

const form = (inside = '', before = '') =>
  page(`<h1>Create your account</h1>${before}<form method="post" action="/up"><label>Email <input name="email" type="email"></label>
  <label>Password <input name="password" type="password" autocomplete="new-password"></label>${inside}<button>Create account</button></form>`)
const created = page('<h1>Your account has been created</h1>')
const when =
  (holds: (form: URLSearchParams) => boolean): Pages['/'] =>
  given =>
    given.get('email') === EMAIL && (given.get('password') ?? '').length > 5 && holds(given) ? created : page('no')
const always = when(() => true)

/** What a sign-up says in other languages. */
const SPOKEN: readonly (readonly [
  string,
  Record<'title' | 'email' | 'password' | 'again' | 'terms' | 'button' | 'thanks', string>,
])[] = [
  [
    'fr',
    {
      title: 'Inscription',
      email: 'Adresse e-mail',
      password: 'Mot de passe',
      again: 'Confirmez le mot de passe',
      terms: 'J’accepte les conditions d’utilisation',
      button: 'S’inscrire',
      thanks: 'Merci, votre compte a été créé.',
    },
  ],
  [
    'es',
    {
      title: 'Crear una cuenta',
      email: 'Correo electrónico',
      password: 'Contraseña',
      again: 'Repite la contraseña',
      terms: 'Acepto los términos y condiciones',
      button: 'Crear cuenta',
      thanks: 'Tu cuenta ha sido creada.',
    },
  ],
  [
    'pt',
    {
      title: 'Criar conta',
      email: 'E-mail',
      password: 'Senha',
      again: 'Repita a senha',
      terms: 'Li e aceito os termos de uso',
      button: 'Cadastrar',
      thanks: 'Conta criada com sucesso.',
    },
  ],
  [
    'it',
    {
      title: 'Registrati',
      email: 'Indirizzo email',
      password: 'Password',
      again: 'Ripeti la password',
      terms: 'Accetto i termini e le condizioni',
      button: 'Crea account',
      thanks: 'Il tuo account è stato creato.',
    },
  ],
  [
    'nl',
    {
      title: 'Account aanmaken',
      email: 'E-mailadres',
      password: 'Wachtwoord',
      again: 'Herhaal wachtwoord',
      terms: 'Ik ga akkoord met de voorwaarden',
      button: 'Registreren',
      thanks: 'Je account is aangemaakt.',
    },
  ],
  [
    'pl',
    {
      title: 'Rejestracja',
      email: 'Adres e-mail',
      password: 'Hasło',
      again: 'Powtórz hasło',
      terms: 'Akceptuję regulamin',
      button: 'Zarejestruj się',
      thanks: 'Twoje konto zostało utworzone.',
    },
  ],
  [
    'ja',
    {
      title: '新規会員登録',
      email: 'メールアドレス',
      password: 'パスワード',
      again: 'パスワード（確認）',
      terms: '利用規約に同意する',
      button: '登録する',
      thanks: '会員登録が完了しました。',
    },
  ],
]

export const SIGNUP_FLOWS: readonly Flow[] = [
  { name: 'a form and a word of thanks', pages: { '/': form(), '/up': always }, ends: 'done' },
  {
    name: 'an address to confirm',
    pages: { '/': form(), '/up': page('<h1>Almost there</h1><p>Please confirm your email: we sent you an email.</p>') },
    ends: 'done',
  },
  { name: 'signed in at once', pages: { '/': form(), '/up': { go: '/home' }, '/home': HOME }, ends: 'done' },
  {
    name: 'an address that is taken',
    pages: { '/': form(), '/up': form('', '<p role="alert">This email is already registered.</p>') },
    ends: 'form_refused taken',
  },
  {
    name: 'a field that the site objects to',
    pages: {
      '/': form('<label>Phone <input name="tel" required></label>').replace('required', ''),
      '/up': form('', '<p class="error">Please enter your phone number.</p>'),
    },
    ends: 'form_refused fields',
  },
  {
    name: 'a tab before the form',
    pages: {
      '/': page(
        `<div role="tablist"><button role="tab">Sign in</button><button role="tab" id="t">Register</button></div><div id="app"><form method="post" action="/in"><input name="email" placeholder="Email"><input name="password" type="password" placeholder="Password"><button>Sign in</button></form></div><script>t.onclick = () => { app.innerHTML = '<form method="post" action="/up"><input name="email" placeholder="Email"><input name="password" type="password" placeholder="Choose a password"><button>Register</button></form>' }</script>`,
      ),
      '/up': always,
      '/in': page('no'),
    },
    ends: 'done',
    steps: ['open_form', 'email+password'],
  },
  {
    name: 'two pages',
    pages: {
      '/': page(
        '<h1>Sign up</h1><form method="post" action="/2"><label>Email <input name="email" type="email"></label><button>Continue</button></form>',
      ),
      '/2': page(
        `<h1>Choose a password</h1><form method="post" action="/up"><input type="hidden" name="email" value="${EMAIL}"><label>Password <input name="password" type="password"></label><button>Create account</button></form>`,
      ),
      '/up': always,
    },
    ends: 'done',
    steps: ['email', 'password'],
  },
  {
    name: 'a password with rules',
    pages: {
      '/': form(
        '<ul><li>Your password needs 10 to 14 characters</li><li>one special character (!#$)</li></ul>',
      ).replace('autocomplete="new-password"', 'maxlength="14" pattern="(?=.*[0-9])(?=.*[A-Z]).{10,}"'),
      '/up': when(given => /^(?=.*[!#$])(?=.*\d)(?=.*[A-Z])[A-Za-z\d!#$]{10,14}$/.test(given.get('password') ?? '')),
    },
    ends: 'done',
  },
  {
    name: 'a repeated password, names and a username',
    pages: {
      '/': form(
        '<label>Repeat password <input name="again" type="password"></label><label>First name <input name="first"></label><label>Last name <input name="last"></label><label>Username <input name="user"></label>',
      ),
      '/up': when(
        given =>
          given.get('again') === given.get('password') &&
          given.get('first') === 'Nora' &&
          given.get('last') === 'Lind' &&
          given.get('user') === 'noral',
      ),
    },
    ends: 'done',
  },
  {
    name: 'terms to agree to and a newsletter to leave',
    pages: {
      '/': form(
        '<label><input type="checkbox" name="terms"> I agree to the terms</label><label><input type="checkbox" name="news"> Send me the newsletter</label>',
      ),
      '/up': when(given => given.has('terms') && !given.has('news')),
    },
    ends: 'done',
  },
  {
    name: 'a captcha',
    pages: { '/': form(), '/up': form('<div class="h-captcha" style="width:300px;height:78px"></div>') },
    ends: 'captcha_required captcha',
  },
  {
    name: 'a trap that only programs fill in',
    pages: {
      '/': form(
        '<label style="opacity:0">Username <input name="user" style="opacity:0"></label><label>Leave this field blank <input name="fax"></label>',
      ),
      '/up': when(given => !given.get('user') && !given.get('fax')),
    },
    ends: 'done',
  },
  {
    name: 'a sign-up in German',
    pages: {
      '/': page(
        '<h1>Registrieren</h1><form method="post" action="/up"><label>E-Mail-Adresse <input name="email"></label><label>Passwort <input name="password" type="password"></label><label>Passwort wiederholen <input name="b" type="password"></label><label><input type="checkbox" name="agb"> Ich akzeptiere die AGB</label><button>Konto erstellen</button></form>',
        'de',
      ),
      '/up': given =>
        given.has('agb') && given.get('b') === given.get('password')
          ? page('<h1>Vielen Dank für Ihre Registrierung</h1>', 'de')
          : page('nein'),
    },
    ends: 'done',
  },
  {
    name: 'a code by mail',
    pages: {
      '/': form(),
      '/up': page(
        '<h1>Enter the verification code</h1><p>We sent it to your address.</p><form method="post" action="/c"><label>Verification code <input name="c"></label><button>Verify</button></form>',
      ),
    },
    ends: 'otp_required code',
  },
  {
    name: 'a sign-up that never changes address',
    pages: {
      '/': page(
        `<div id="app"><h1>Sign up</h1><form><input name="email" placeholder="Email"><input name="password" type="password" placeholder="Password"><button>Sign up</button></form></div><script>document.forms[0].onsubmit = e => { e.preventDefault(); fetch('/up', { method: 'POST', body: new URLSearchParams(new FormData(e.target)) }).then(r => r.text()).then(t => { app.innerHTML = t }) }</script>`,
      ),
      '/up': given => (given.get('email') === EMAIL ? '<h2>Welcome aboard!</h2><button>Sign out</button>' : 'no'),
    },
    ends: 'done',
  },
  {
    name: 'a form that comes late, in a dialog',
    pages: {
      '/': page(
        `<header><a href="/login">Log in</a><button id="o">Create account</button></header><main>Shoes</main><script>o.onclick = () => setTimeout(() => { const d = document.createElement('div'); d.setAttribute('role', 'dialog'); d.setAttribute('aria-modal', 'true'); d.innerHTML = '<h2>Create account</h2><form method="post" action="/up"><div><input name="email"><label>Email</label></div><div><input name="password" type="password"><label>Password</label></div><button>Create account</button></form>'; document.body.append(d) }, 200)</script>`,
      ),
      '/up': always,
    },
    ends: 'done',
    steps: ['open_form', 'email+password'],
  },
  {
    name: 'a sign-up in a frame',
    pages: {
      '/': page('<h1>Join</h1><iframe src="/frame" width="500" height="400"></iframe>'),
      '/frame': form(),
      '/up': always,
    },
    ends: 'done',
  },
  ...SPOKEN.map(
    ([lang, { title, email, password, again, terms, button, thanks }]): Flow => ({
      name: `a sign-up in ${lang}`,
      pages: {
        '/': page(
          `<h1>${title}</h1><form method="post" action="/up"><p>${email}<br><input name="a"></p><p>${password}<br><input name="b" type="password"></p><p>${again}<br><input name="c" type="password"></p><p><input type="checkbox" name="d"> ${terms}</p><button>${button}</button></form>`,
          lang,
        ),
        '/up': given =>
          given.get('a') === EMAIL && given.get('b') === given.get('c') && given.has('d')
            ? page(`<h1>${thanks}</h1>`, lang)
            : page('no'),
      },
      ends: 'done',
    }),
  ),
]
