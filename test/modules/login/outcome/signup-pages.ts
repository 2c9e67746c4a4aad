import { type Answer, loginForm, type Pages, page } from '../../../forms/flow-site.ts'

/** What a sign-up comes to, for the vault too: an account, certainly none, or nobody can say. */
export type SignupEnds = 'made' | 'refused' | 'unclear' | 'code'

export interface SignupPage {
  readonly name: string
  readonly ends: SignupEnds
  /** The site; each gets its own memory of the accounts that were made. */
  readonly pages: (accounts: Map<string, string>) => Pages
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const HOME = page('<h1>Projects</h1><a href="/logout">Log out</a>')

const signUpForm = (before = '', more = ''): string =>
  page(
    `<h1>Create your account</h1>${before}<form method="post" action="/up"><label>Email <input name="email" type="email"></label><label>Password <input name="password" type="password" autocomplete="new-password"></label>${more}<button>Sign up</button></form>`,
  )

/** Keeps the account, and answers. */
const making =
  (accounts: Map<string, string>, then: Answer) =>
  (form: URLSearchParams): Answer => {
    accounts.set(form.get('email') ?? '', form.get('password') ?? '')
    return then instanceof Response ? then.clone() : then
  }

/** Whether an account can be signed in to. */
const signingIn =
  (accounts: Map<string, string>, then: Answer = { go: '/home' }) =>
  (form: URLSearchParams): Answer =>
    accounts.get(form.get('email') ?? '') === form.get('password')
      ? then
      : loginForm('<p role="alert">Wrong email or password.</p>')

const scripted = (form: string, script: string): string =>
  page(
    `${form}<script>const send = form => fetch('/up', { method: 'POST', body: new URLSearchParams(new FormData(form)) }).then(answer => answer.text()); ${script}</script>`,
  )
const FIELDS =
  '<input name="email" type="email" placeholder="Email"><input name="password" type="password" placeholder="Choose a password"><button>Create account</button>'

export const SIGNUP_PAGES: readonly SignupPage[] = [
  {
    name: 'the sign-in form, without a word',
    ends: 'made',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': making(accounts, { go: '/login' }),
      '/login': loginForm(),
      '/in': signingIn(accounts),
      '/home': HOME,
    }),
  },
  {
    name: 'the sign-in form, with its thanks',
    ends: 'made',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': making(accounts, { go: '/login' }),
      '/login': loginForm('<div class="flash">Thanks! You can now sign in.</div>'),
      '/in': signingIn(accounts),
      '/home': HOME,
    }),
  },
  {
    name: 'the sign-in form at the same address, drawn by a script',
    ends: 'made',
    pages: accounts => ({
      '/': scripted(
        `<div id="root"><h1>Sign up</h1><form>${FIELDS}</form></div>`,
        `root.onsubmit = async event => { event.preventDefault(); root.onsubmit = null; await send(event.target); root.innerHTML = '<h1>Log in</h1><form method="post" action="/in"><input name="email" placeholder="Email"><input name="password" type="password" placeholder="Password"><button>Log in</button></form>' }`,
      ),
      '/up': making(accounts, 'yes'),
      '/in': signingIn(accounts),
      '/home': HOME,
    }),
  },
  {
    name: 'the sign-in form, where the address belonged to somebody before',
    ends: 'unclear',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': { go: '/login' },
      '/login': loginForm(),
      '/in': signingIn(accounts),
      '/home': HOME,
    }),
  },
  {
    name: 'the sign-in form, which wants the address verified first',
    ends: 'made',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': making(accounts, { go: '/login' }),
      '/login': loginForm(),
      '/in': signingIn(
        accounts,
        page('<h1>Verify your email</h1><p>We sent a link to your address. Click it to activate your account.</p>'),
      ),
    }),
  },
  {
    name: 'das Anmeldeformular',
    ends: 'made',
    pages: accounts => ({
      '/': page(
        '<h1>Konto erstellen</h1><form method="post" action="/up"><p>E-Mail <input name="email"></p><p>Passwort <input name="password" type="password"></p><p>Passwort wiederholen <input name="again" type="password"></p><button>Registrieren</button></form>',
        'de',
      ),
      '/up': making(accounts, { go: '/anmelden' }),
      '/anmelden': page(
        '<h1>Anmelden</h1><form method="post" action="/in"><p>E-Mail <input name="email"></p><p>Passwort <input name="password" type="password"></p><button>Anmelden</button></form>',
        'de',
      ),
      '/in': signingIn(accounts),
      '/home': page('<h1>Mein Konto</h1><a href="/x">Abmelden</a>', 'de'),
    }),
  },
  {
    name: 'a mail to look for',
    ends: 'made',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': making(accounts, page('<h1>Check your inbox</h1><p>We sent a confirmation link to your address.</p>')),
    }),
  },
  {
    name: 'an account that an administrator has to let in',
    ends: 'made',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': making(
        accounts,
        page('<h1>Thank you</h1><p>Your registration was received and is waiting for approval.</p>'),
      ),
    }),
  },
  {
    name: 'the inside, with something invalid on it',
    ends: 'made',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': making(accounts, { go: '/home' }),
      '/home': page(
        '<nav><a href="/p">Projects</a><a href="/logout">Log out</a></nav><p class="error">Invalid time zone: using UTC</p>',
      ),
    }),
  },
  {
    name: 'a dialog that closes while the address stays',
    ends: 'made',
    pages: accounts => ({
      '/': scripted(
        `<header><span id="who"><button id="open">Sign up</button></span></header><main>Boots</main><dialog id="box"><form method="dialog">${FIELDS}</form></dialog>`,
        `document.querySelector('#open').onclick = () => box.showModal(); box.querySelector('form').onsubmit = async event => { event.preventDefault(); await send(event.target); box.close(); who.innerHTML = '<button aria-label="Your account">N</button><button>Log out</button>' }`,
      ),
      '/up': making(accounts, 'yes'),
    }),
  },
  {
    name: 'la bienvenue',
    ends: 'made',
    pages: accounts => ({
      '/': page(
        '<h1>Créer un compte</h1><form method="post" action="/up"><label>E-mail <input name="email"></label><label>Mot de passe <input name="password" type="password"></label><button>S’inscrire</button></form>',
        'fr',
      ),
      '/up': making(accounts, page('<h1>Bienvenue !</h1><p>Votre compte a été créé.</p>', 'fr')),
    }),
  },
  {
    name: 'an address that is taken',
    ends: 'refused',
    pages: () => ({
      '/': signUpForm(),
      '/up': signUpForm('<p class="error">An account with this email already exists.</p>'),
    }),
  },
  {
    name: 'an address that is taken, told at the sign-in form',
    ends: 'refused',
    pages: () => ({
      '/': signUpForm(),
      '/up': { go: '/login' },
      '/login': loginForm('<p role="alert">This email address is already registered. Please sign in.</p>'),
      '/in': loginForm('<p role="alert">Wrong email or password.</p>'),
    }),
  },
  {
    name: 'an address that is taken, told in a dialog by a script',
    ends: 'refused',
    pages: () => ({
      '/': scripted(
        `<h1>Join</h1><form>${FIELDS}</form><output id="m"></output>`,
        `document.forms[0].onsubmit = async event => { event.preventDefault(); m.textContent = await send(event.target) }`,
      ),
      '/up': 'That email is already in use.',
    }),
  },
  {
    name: 'an error of the server',
    ends: 'unclear',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': making(accounts, new Response(page('<h1>Internal Server Error</h1>'), { status: 500, headers: HTML })),
    }),
  },
  {
    name: 'an error of the server that shows the form again',
    ends: 'unclear',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': making(accounts, new Response(signUpForm(), { status: 502, headers: HTML })),
    }),
  },
  {
    name: 'a load that fails',
    ends: 'unclear',
    pages: accounts => ({ '/': signUpForm(), '/up': making(accounts, { go: 'http://127.0.0.1:2/home' }) }),
  },
  {
    name: 'the empty form again, without a word',
    ends: 'unclear',
    pages: accounts => ({ '/': signUpForm(), '/up': making(accounts, signUpForm()) }),
  },
  {
    name: 'a code from a mail',
    ends: 'code',
    pages: accounts => ({
      '/': signUpForm(),
      '/up': making(
        accounts,
        page(
          '<h1>Enter the code</h1><p>We sent a 6-digit code to your address.</p><form method="post" action="/code"><input name="code" maxlength="6" inputmode="numeric"><button>Verify</button></form>',
        ),
      ),
    }),
  },
]
