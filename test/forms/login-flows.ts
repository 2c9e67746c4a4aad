import { EMAIL, HOME, isCode, isRight, loginForm, PASSWORD, type Pages, page } from './flow-site.ts'

/** A way of signing in as sites have it, and what has to come of it. */
export interface Flow {
  readonly name: string
  readonly pages: Pages
  /** `done`, or the reason and state of a stop. */
  readonly ends: string
  readonly steps?: readonly string[]
  readonly code?: true
}

const checked =
  (wrong: string, right: string | { go: string } = { go: '/home' }) =>
  (form: URLSearchParams) =>
    isRight(form) ? right : wrong
const never = (wrong: string) => () => wrong
const password =
  '<form method="post" action="/in"><input type="hidden" name="email" value="nora@example.test"><p>nora@example.test</p><label>Password <input name="password" type="password"></label><button>Sign in</button></form>'
const identity = (inside = '') =>
  page(
    `<h1>Sign in</h1><form method="post" action="/next"><label>Email <input name="email" type="email" autocomplete="username"></label><button>Next</button></form>${inside}`,
  )
const code = page(
  '<h1>Enter your code</h1><p>Open your authenticator app.</p><form method="post" action="/code"><label>6-digit code <input name="code" inputmode="numeric" autocomplete="one-time-code"></label><button>Verify</button></form>',
)
const script = (source: string) => `<script>${source}</script>`
const spa = (answer: string) =>
  page(
    `<div id="app"><h1>Sign in</h1><div><span>Email</span><input id="e"></div><div><span>Password</span><input id="p" type="password"></div><button id="b" type="button">Sign in</button><div id="m"></div></div>${script(`b.onclick = () => setTimeout(() => { ${answer} }, 60)`)}`,
  )
const right = `document.getElementById('e').value === '${EMAIL}' && document.getElementById('p').value === '${PASSWORD}'`

/** What a sign-in says in other languages, and what it says to a wrong password. */
const REFUSALS: readonly (readonly [string, Record<'title' | 'who' | 'password' | 'button' | 'wrong', string>])[] = [
  [
    'fr',
    {
      title: 'Connexion',
      who: 'Identifiant',
      password: 'Mot de passe',
      button: 'Se connecter',
      wrong: 'Identifiant ou mot de passe incorrect.',
    },
  ],
  [
    'es',
    {
      title: 'Iniciar sesión',
      who: 'Usuario',
      password: 'Contraseña',
      button: 'Entrar',
      wrong: 'El usuario o la contraseña no son correctos.',
    },
  ],
  [
    'pt',
    { title: 'Entrar', who: 'E-mail ou CPF', password: 'Senha', button: 'Entrar', wrong: 'E-mail ou senha inválidos.' },
  ],
  [
    'it',
    {
      title: 'Accedi',
      who: 'Nome utente',
      password: 'Password',
      button: 'Accedi',
      wrong: 'Nome utente o password errati.',
    },
  ],
  [
    'nl',
    {
      title: 'Inloggen',
      who: 'Gebruikersnaam',
      password: 'Wachtwoord',
      button: 'Inloggen',
      wrong: 'Gebruikersnaam of wachtwoord is onjuist.',
    },
  ],
  [
    'pl',
    {
      title: 'Logowanie',
      who: 'Login',
      password: 'Hasło',
      button: 'Zaloguj się',
      wrong: 'Nieprawidłowy login lub hasło.',
    },
  ],
  [
    'ja',
    {
      title: 'ログイン',
      who: 'ログインID',
      password: 'パスワード',
      button: 'ログイン',
      wrong: 'IDまたはパスワードが正しくありません。',
    },
  ],
]

export const LOGIN_FLOWS: readonly Flow[] = [
  {
    name: 'a form and a page behind it',
    pages: { '/': loginForm(), '/in': checked('no'), '/home': HOME },
    ends: 'done',
    steps: ['email+password'],
  },
  {
    name: 'a wrong password with a message',
    pages: { '/': loginForm(), '/in': never(loginForm('<p class="error">Wrong email or password.</p>')) },
    ends: 'invalid_credentials wrong',
  },
  {
    name: 'a wrong password without a message',
    pages: { '/': loginForm(), '/in': never(loginForm()) },
    ends: 'invalid_credentials wrong',
  },
  {
    name: 'a locked account',
    pages: { '/': loginForm(), '/in': never(loginForm('<div role="alert">Your account has been locked.</div>')) },
    ends: 'invalid_credentials locked',
  },
  {
    name: 'too many attempts, on a page of their own',
    pages: { '/': loginForm(), '/in': page('<h1>Sorry</h1><p class="error">Too many attempts. Try again later.</p>') },
    ends: 'invalid_credentials locked',
  },
  {
    name: 'who one is first',
    pages: { '/': identity(), '/next': page(`<h1>Welcome</h1>${password}`), '/in': checked('no'), '/home': HOME },
    ends: 'done',
    steps: ['email', 'password'],
  },
  {
    name: 'an unknown account on the first page',
    pages: {
      '/': identity(),
      '/next': identity('<p class="field-error">We could not find an account with that email.</p>'),
    },
    ends: 'invalid_credentials wrong',
  },
  {
    name: 'a page that never changes address',
    pages: { '/': spa(`app.innerHTML = ${right} ? '<h1>Welcome back</h1><button>Sign out</button>' : 'no'`) },
    ends: 'done',
  },
  {
    name: 'a wrong password in the page',
    pages: { '/': spa("m.innerHTML = '<p role=alert>Incorrect password</p>'") },
    ends: 'invalid_credentials wrong',
  },
  {
    name: 'a form that comes late',
    pages: {
      '/': page(
        `<div id="app">Loading…</div>${script(`setTimeout(() => { app.innerHTML = ${JSON.stringify(loginForm().replace(/<!doctype.*<body>|<\/body>.*/gs, ''))} }, 200)`)}`,
      ),
      '/in': checked('no'),
      '/home': HOME,
    },
    ends: 'done',
  },
  {
    name: 'a dialog behind a button',
    pages: {
      '/': page(
        `<header><button id="o">Log in</button></header><main>Shoes</main><dialog id="d"><form method="post" action="/in"><input name="email" placeholder="Email"><input name="password" type="password" placeholder="Password"><button>Log in</button></form></dialog>${script('o.onclick = () => d.showModal()')}`,
      ),
      '/in': checked('no'),
      '/home': HOME,
    },
    ends: 'done',
    steps: ['open_form', 'email+password'],
  },
  {
    name: 'a link to the form',
    pages: {
      '/': page(
        '<nav><a href="/shop">Shop</a><a href="/login">Sign in</a><a href="/join">Register</a></nav><form role="search"><input name="q" placeholder="Search"></form>',
      ),
      '/login': loginForm(),
      '/in': checked('no'),
      '/home': HOME,
    },
    ends: 'done',
    steps: ['open_form', 'email+password'],
  },
  {
    name: 'a form in a frame',
    pages: {
      '/': page('<h1>Members</h1><iframe src="/frame" width="400" height="300"></iframe>'),
      '/frame': loginForm(),
      '/in': checked('no'),
      '/home': HOME,
    },
    ends: 'done',
  },
  {
    name: 'a code that nobody has',
    pages: { '/': loginForm(), '/in': checked('no', { go: '/code-page' }), '/code-page': code },
    ends: 'otp_required code',
  },
  {
    name: 'a code from the vault',
    pages: {
      '/': loginForm(),
      '/in': checked('no', { go: '/code-page' }),
      '/code-page': code,
      '/code': form => (isCode(form.get('code')) ? { go: '/home' } : code),
      '/home': HOME,
    },
    ends: 'done',
    steps: ['email+password', 'otp'],
    code: true,
  },
  {
    name: 'a code that the site does not take',
    pages: { '/': loginForm(), '/in': checked('no', { go: '/code-page' }), '/code-page': code, '/code': code },
    ends: 'otp_required code',
    code: true,
  },
  {
    name: 'six boxes for a code',
    pages: {
      '/': loginForm(),
      '/in': page(
        `<p>Enter the code we texted you</p>${'<input maxlength="1" size="1">'.repeat(6)}<button>Continue</button>`,
      ),
    },
    ends: 'otp_required code',
  },
  {
    name: 'a link by mail only',
    pages: {
      '/': page(
        '<h1>Log in</h1><form method="post" action="/mail"><label>Email <input name="email" type="email"></label><button>Email me a login link</button></form>',
      ),
      '/mail': page('<h1>Check your inbox</h1><p>We sent you a link to sign in.</p>'),
    },
    ends: 'otp_required magic_link',
  },
  {
    name: 'a captcha beside the form',
    pages: {
      '/': loginForm(),
      '/in': never(loginForm('', '<div class="g-recaptcha" style="width:300px;height:78px">I’m not a robot</div>')),
    },
    ends: 'captcha_required captcha',
  },
  {
    name: 'a page that asks whether one is human',
    pages: { '/': loginForm(), '/in': page('<h1>One more step</h1><p>Please verify you are human.</p>') },
    ends: 'captcha_required captcha',
  },
  {
    name: 'a cookie banner over the form',
    pages: {
      '/': loginForm(
        `<div id="cookie-banner" style="position:fixed;inset:0;background:#fff"><p>We use cookies</p><button class="cookie-btn" onclick="this.parentNode.remove()">Accept all</button><button class="cookie-btn" onclick="this.parentNode.remove()">Reject all</button></div>`,
      ),
      '/in': checked('no'),
      '/home': HOME,
    },
    ends: 'done',
    steps: ['banner', 'email+password'],
  },
  { name: 'no form at all', pages: { '/': page('<h1>About us</h1><p>We make shoes.</p>') }, ends: 'form_not_found' },
  {
    name: 'a search box and a newsletter only',
    pages: {
      '/': page(
        '<form role="search"><input name="q"></form><footer><form action="/n"><input type="email" placeholder="Email"><button>Subscribe to our newsletter</button></form></footer>',
      ),
    },
    ends: 'form_not_found',
  },
  { name: 'a button that does nothing', pages: { '/': spa('') }, ends: 'no_navigation_after_submit' },
  {
    name: 'a password instead of a link',
    pages: {
      '/': identity(),
      '/next': page('<h1>Check your email</h1><p>We sent you a code.</p><a href="/pw">Use your password instead</a>'),
      '/pw': page(password),
      '/in': checked('no'),
      '/home': HOME,
    },
    ends: 'done',
    steps: ['email', 'by_password', 'password'],
  },
  {
    name: 'other sites’ buttons first',
    pages: {
      '/': page(
        '<h1>Log in</h1><button>Continue with Google</button><button>Continue with Apple</button><a href="/mail">Continue with email</a>',
      ),
      '/mail': loginForm(),
      '/in': checked('no'),
      '/home': HOME,
    },
    ends: 'done',
    steps: ['by_email', 'email+password'],
  },
  {
    name: 'a question whether to stay signed in',
    pages: {
      '/': loginForm(),
      '/in': checked('no', { go: '/stay' }),
      '/stay': page(
        '<h1>Stay signed in?</h1><form action="/home"><button name="a" value="1">Yes</button><button name="a" value="0">No</button></form>',
      ),
      '/home': HOME,
    },
    ends: 'done',
    steps: ['email+password', 'stay'],
  },
  {
    name: 'a wrong password in German',
    pages: {
      '/': page(
        '<h1>Anmelden</h1><form method="post" action="/in"><label>E-Mail <input name="a"></label><label>Kennwort <input name="b" type="password"></label><button>Einloggen</button></form>',
        'de',
      ),
      '/in': page(
        '<h1>Anmelden</h1><p class="meldung">E-Mail oder Kennwort ist falsch.</p><form method="post" action="/in"><label>E-Mail <input name="a"></label><label>Kennwort <input name="b" type="password"></label><button>Einloggen</button></form>',
        'de',
      ),
    },
    ends: 'invalid_credentials wrong',
  },
  {
    name: 'a login in Japanese',
    pages: {
      '/': page(
        '<h1>ログイン</h1><form method="post" action="/in"><label>メールアドレス <input name="email"></label><label>パスワード <input name="password" type="password"></label><button>ログイン</button></form>',
        'ja',
      ),
      '/in': checked('no'),
      '/home': page('<h1>マイページ</h1><a href="/x">ログアウト</a>', 'ja'),
    },
    ends: 'done',
  },
  {
    name: 'a trap that only programs fill in',
    pages: {
      '/': loginForm(
        '',
        '<div style="position:absolute;left:-9999px"><input name="website"><input name="email2" type="email"></div>',
      ),
      '/in': form => (form.get('website') || form.get('email2') ? 'robot' : checked('no')(form)),
      '/home': HOME,
    },
    ends: 'done',
  },
  ...REFUSALS.map(([lang, { title, who, password, button, wrong }]): Flow => {
    const form = (said: string) =>
      page(
        `<h1>${title}</h1>${said && `<div class="msg">${said}</div>`}<form method="post" action="/in"><p>${who}<br><input name="a"></p><p>${password}<br><input name="b" type="password"></p><button>${button}</button></form>`,
        lang,
      )
    return {
      name: `a wrong password in ${lang}`,
      pages: { '/': form(''), '/in': form(wrong) },
      ends: 'invalid_credentials wrong',
    }
  }),
]
