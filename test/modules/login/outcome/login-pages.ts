import { EMAIL } from '../../../forms/flow-site.ts'
import { FIELDS, WORDS } from './fields.ts'
import {
  accelerated,
  fetched,
  floating,
  fragments,
  framed,
  hashed,
  inDialog,
  inDialogOfApp,
  inModal,
  inPieces,
  passedOn,
  posted,
  postedHere,
  type Shown,
  shadowed,
  slowly,
  stages,
  swapped,
  toggled,
  twoPages,
  type Way,
} from './ways.ts'

/** What a sign-in has to come to: that, or one of those reasons. */
export type Ends = 'in' | 'refused' | 'code' | 'captcha' | 'unclear'

interface LoginCase {
  readonly name: string
  readonly lang?: keyof typeof WORDS
  readonly way: Way
  readonly right: Shown
  /** A text at the form, or a page; default: the language's own text. */
  readonly wrong?: Shown | string
  readonly title?: string
  /** Default: in. */
  readonly ends?: Ends
  /** Of the wrong password; default: refused. */
  readonly wrongEnds?: Ends
}

const OUT = '<a href="/logout">Log out</a>'
const shown = (body: string, more: Omit<Shown, 'body'> = {}): Shown => ({ body, ...more })
const NOBODY = () => new Response(null, { status: 303, headers: { location: 'http://127.0.0.1:2/home' } })

const CASES: readonly LoginCase[] = [
  // What stands on a page of somebody who is in, and sounds like a refusal.
  {
    name: 'a notice that something else is deactivated',
    way: posted,
    right: shown(
      `<nav><a href="/projects">Projects</a>${OUT}</nav><div role="alert">Your API token “ci” has been deactivated.</div><h1>Projects</h1>`,
    ),
  },
  {
    name: 'a dashboard that speaks of magic links',
    way: fetched,
    right: shown(
      `<aside><a href="/users">Users</a><a href="/links">Magic link settings</a></aside><main><h1>Users</h1><p>We sent a link to 3 new users.</p><button>Sign out</button></main>`,
    ),
  },
  {
    name: 'a dialog that closes while the address stays',
    way: inDialog,
    right: shown('<button aria-label="Account menu" aria-haspopup="true">NL</button>'),
  },
  {
    name: 'a title that welcomes on the form itself, and no words at a wrong one',
    way: postedHere,
    title: 'Welcome to Acme',
    right: shown(`<h1>Orders</h1><ul><li>Order 17</li><li>Order 18</li></ul>${OUT}`),
    wrong: '',
  },
  {
    name: 'an alert that three invoices are invalid',
    way: accelerated,
    right: shown(
      `<header><a href="/me">${EMAIL}</a></header><div class="alert alert-danger">3 invoices are invalid</div><h1>Invoices</h1><a href="/new">New invoice</a><a href="/all">All</a>`,
    ),
  },
  {
    name: 'a field for a newsletter',
    way: swapped,
    right: shown(
      `<h1>Your account</h1>${OUT}<form><label>Email <input name="email" type="email"></label><button>Subscribe</button></form>`,
    ),
  },
  {
    name: 'a form to change the password',
    way: posted,
    right: shown(
      `<p>Hello Nora</p>${OUT}<form><label>Current password <input type="password" name="old"></label><label>New password <input type="password" name="new"></label><button>Change password</button></form>`,
    ),
  },
  {
    name: 'a field for a code of a voucher',
    way: fragments,
    right: shown(
      `<h1>Cart</h1><form><label>Promo code <input name="code"></label><button>Apply</button></form><a href="/account">My account</a><a href="/signout">Sign out</a>`,
    ),
  },
  {
    name: 'incorrect answers of a quiz',
    way: hashed,
    right: shown(
      `<nav><button>Profile</button><button>Log out</button></nav><h1>Last quiz</h1><p class="message">Incorrect answers: 4</p>`,
    ),
  },
  {
    name: 'a banner that the address is not verified yet',
    way: stages,
    right: shown(
      `<div role="status">Please verify your email address to send messages.</div><h1>Inbox</h1><button>Log out</button>`,
    ),
  },
  {
    name: 'an advice to turn on two-step verification',
    way: framed,
    right: shown(
      `<h1>Overview</h1><p>Two-step verification is off. <a href="/2fa">Turn it on</a></p><a href="/logout">Log out</a>`,
    ),
  },
  {
    name: 'disabled users and too many messages',
    way: toggled,
    right: shown(
      `<h1>Users</h1><p class="warning">Too many unread messages</p><table><tr><td>Ann</td><td>disabled</td></tr></table><button>Sign out</button>`,
    ),
  },
  {
    name: 'an account that is told of by its address alone',
    way: twoPages,
    right: shown(
      `<header><a href="/">Wiki</a> <a href="/user">${EMAIL}</a> <a href="/watch">Watchlist</a> <a href="/edits">Contributions</a></header><h1>Main page</h1><p>The free encyclopedia</p>`,
    ),
  },
  {
    name: 'a picture as the account menu',
    way: inModal,
    right: shown('<button aria-label="Open user menu"><img alt="" src="data:," width="24" height="24"></button>'),
  },
  {
    name: 'a plain table, with a cookie',
    way: posted,
    right: shown(
      '<nav><a href="/orders">Orders</a> <a href="/stock">Stock</a> <a href="/people">People</a> <a href="/prices">Prices</a></nav><h1>Orders</h1><table><tr><th>No</th><th>Sum</th></tr><tr><td>17</td><td>3.20</td></tr></table>',
      { title: 'Orders', cookie: 'sid=abc123' },
    ),
  },
  {
    name: 'all of it in a closed shadow root',
    way: shadowed,
    right: shown(`<h1>Boards</h1><p>Two boards</p><button>New board</button><button>Sign out</button>`),
  },
  {
    name: 'what comes in pieces',
    way: inPieces,
    right: shown(
      `<nav><a href="/a">Home</a><a href="/b">Reports</a><a href="/c">Settings</a></nav><h1>Reports</h1><button>Log out</button>`,
    ),
  },
  {
    name: 'a page between',
    way: passedOn,
    right: shown(`<h1>Tickets</h1><p>No open tickets</p>${OUT}`, { cookie: 'session=1' }),
  },
  {
    name: 'a question which workspace it should be',
    way: swapped,
    right: shown(
      `<p>Signed in as ${EMAIL}</p><h1>Choose a workspace</h1><button>Acme</button><button>Globex</button><a href="/logout">Use another account</a>`,
    ),
  },
  {
    name: 'one menu with everything in it, closed',
    way: fetched,
    right: shown(
      `<details><summary>nora</summary><ul><li><a href="/me">Profile</a></li><li><a href="/users/sign_out">Sign out</a></li></ul></details><h1>Repositories</h1>`,
    ),
  },
  {
    name: 'a tour that begins',
    way: hashed,
    right: shown(
      `<div role="dialog" aria-modal="true"><h2>Welcome back, Nora!</h2><p>Take a tour?</p><button>Skip</button></div><main><h1>Dashboard</h1><a href="#/settings">Settings</a></main>`,
    ),
  },
  {
    name: 'a page of somebody else’s comments on passwords',
    way: accelerated,
    right: shown(
      `<h1>Forum</h1><article>“My password was wrong again”, says Ann.</article><a href="/new">New topic</a><a href="/logout">Log out</a>`,
    ),
  },

  // In other languages.
  {
    name: 'ein Konto',
    lang: 'de',
    way: fetched,
    right: shown(
      `<nav><a href="/bestellungen">Meine Bestellungen</a> <a href="/abmelden">Abmelden</a></nav><div class="alert">Ihr Gutschein ist ungültig geworden.</div><h1>Mein Konto</h1>`,
    ),
  },
  {
    name: 'un espace client',
    lang: 'fr',
    way: posted,
    right: shown(
      `<h1>Bonjour Nora</h1><p>Votre carte de fidélité est désactivée.</p><a href="/deconnexion">Se déconnecter</a>`,
    ),
  },
  {
    name: 'un panel',
    lang: 'es',
    way: swapped,
    right: shown(`<h1>Panel</h1><p class="error">Factura no encontrada: 12</p><button>Cerrar sesión</button>`),
  },
  {
    name: 'un’area personale',
    lang: 'it',
    way: postedHere,
    right: shown(`<h1>Area personale</h1><p>I miei ordini</p><a href="/esci">Esci</a>`),
  },
  {
    name: 'um painel',
    lang: 'pt',
    way: stages,
    right: shown('<h1>Painel</h1><p>Pedidos inválidos: 2</p><button>Sair</button>'),
  },
  {
    name: 'een overzicht',
    lang: 'nl',
    way: fragments,
    right: shown('<h1>Mijn account</h1><p>Uw abonnement is verlopen.</p><a href="/uit">Uitloggen</a>'),
  },
  {
    name: 'pulpit',
    lang: 'pl',
    way: twoPages,
    right: shown('<h1>Moje zamówienia</h1><p class="alert">Błędny adres dostawy</p><a href="/wyloguj">Wyloguj</a>'),
  },
  {
    name: 'mina sidor',
    lang: 'sv',
    way: toggled,
    right: shown('<h1>Mina sidor</h1><p>Din prenumeration är spärrad.</p><a href="/ut">Logga ut</a>'),
  },
  {
    name: 'личный кабинет',
    lang: 'ru',
    way: posted,
    right: shown('<h1>Личный кабинет</h1><p class="error">Ошибка загрузки фото</p><a href="/exit">Выйти</a>'),
  },
  {
    name: 'hesap',
    lang: 'tr',
    way: hashed,
    right: shown('<h1>Hesabım</h1><p>Kartınız geçersiz.</p><button>Çıkış yap</button>'),
  },
  {
    name: 'マイページ',
    lang: 'ja',
    way: fetched,
    right: shown('<h1>マイページ</h1><p class="message">クーポンは無効です。</p><a href="/x">ログアウト</a>'),
  },
  {
    name: '个人中心',
    lang: 'zh',
    way: swapped,
    right: shown('<h1>个人中心</h1><p>优惠券已失效，兑换失败</p><a href="/x">退出登录</a>'),
  },
  {
    name: 'لوحة التحكم',
    lang: 'ar',
    way: accelerated,
    right: shown('<div dir="rtl"><h1>لوحة التحكم</h1><p>القسيمة غير صالحة</p><a href="/x">تسجيل الخروج</a></div>'),
  },

  // What follows a right password, and is no success.
  {
    name: 'an error of the server',
    way: posted,
    right: shown('<h1>Internal Server Error</h1><p>Something went wrong on our side.</p>', {
      status: 500,
      title: 'Error',
    }),
    ends: 'unclear',
  },
  {
    name: 'an error of the server, drawn as nicely as the rest',
    lang: 'de',
    way: postedHere,
    right: shown(
      '<nav><a href="/">Startseite</a><a href="/hilfe">Hilfe</a><a href="/shop">Shop</a><a href="/kontakt">Kontakt</a></nav><h1>Hoppla!</h1><p>Willkommen auf unserer Fehlerseite. Das Team ist unterwegs.</p>',
      { status: 500, title: 'Hoppla' },
    ),
    ends: 'unclear',
  },
  {
    name: 'a page of maintenance',
    way: twoPages,
    right: shown('<h1>We’ll be back soon</h1><p>Scheduled maintenance until 6 pm.</p><a href="/status">Status</a>', {
      status: 503,
    }),
    ends: 'unclear',
  },
  {
    name: 'an address that is not there',
    way: posted,
    right: shown('<h1>404</h1><p>This page could not be found.</p><a href="/">Home</a>', { status: 404 }),
    ends: 'unclear',
  },
  {
    name: 'a load that fails',
    way: posted,
    right: shown('', { instead: NOBODY }),
    ends: 'unclear',
  },
  {
    name: 'an error that comes as a success',
    way: fetched,
    right: shown('<h1>Oops, something went wrong</h1><p>Please reload the page or come back later.</p>'),
    ends: 'unclear',
  },
  {
    name: 'a phone to look at',
    way: posted,
    right: shown(
      '<h1>Check your phone</h1><p>We sent a notification to your Pixel 8. Tap Yes to continue.</p><a href="/other">Try another way</a>',
    ),
    ends: 'code',
  },
  {
    name: 'eine App, in der man es bestätigt',
    lang: 'de',
    way: swapped,
    right: shown(
      '<h1>Anmeldung bestätigen</h1><p>Öffnen Sie die App auf Ihrem Smartphone und bestätigen Sie die Anmeldung.</p><button>Erneut senden</button>',
    ),
    ends: 'code',
  },
  {
    name: 'une notification à approuver',
    lang: 'fr',
    way: fetched,
    right: shown(
      '<h1>Vérifiez votre téléphone</h1><p>Approuvez la demande dans votre application mobile.</p><a href="/autre">Autre méthode</a>',
    ),
    ends: 'code',
  },
  {
    name: 'a choice of how the code should come',
    way: stages,
    right: shown(
      '<h1>Verify it’s you</h1><form><p>How should we send your code?</p><label><input type="radio" name="how" checked> Text message to ••17</label><label><input type="radio" name="how"> Call ••17</label><button>Send code</button></form>',
    ),
    ends: 'code',
  },
  {
    name: 'a passkey or a security key',
    way: inPieces,
    right: shown(
      '<h1>Two-factor authentication</h1><p>Use your security key to finish signing in.</p><button>Use security key</button>',
    ),
    ends: 'code',
  },
  {
    name: 'six plain boxes',
    way: fragments,
    right: shown(
      `<h1>Almost there</h1><div style="display:flex;gap:4px">${'<input style="width:32px">'.repeat(6)}</div><a href="/again">Send again</a>`,
    ),
    ends: 'code',
  },
  {
    name: 'one field for digits',
    lang: 'it',
    way: posted,
    right: shown(
      '<h1>Un ultimo passaggio</h1><form method="post" action="/c"><label>Codice <input inputmode="numeric" maxlength="6" name="c"></label><button>Continua</button></form>',
    ),
    ends: 'code',
  },
  {
    name: 'a mail that has to be confirmed first',
    way: accelerated,
    right: shown(
      '<h1>Confirm it’s you</h1><p>We emailed a link to n•••@example.test. Click it to finish signing in.</p><button>Resend</button>',
    ),
    ends: 'code',
  },
  {
    name: 'an address that has to be verified first',
    lang: 'nl',
    way: postedHere,
    right: shown(
      '<h1>Bevestig je e-mailadres</h1><p>Je kunt pas inloggen als je e-mailadres is bevestigd.</p><button>Opnieuw versturen</button>',
    ),
    ends: 'code',
  },
  {
    name: 'an account on hold',
    way: posted,
    right: shown(
      '<h1>Welcome back, Nora</h1><p>Your account is on hold. Contact support to have it released.</p><a href="/support">Support</a>',
    ),
    ends: 'refused',
  },
  {
    name: 'un compte suspendu',
    lang: 'fr',
    way: hashed,
    right: shown('<h1>Compte suspendu</h1><p>Votre compte est suspendu. Contactez le service client.</p>'),
    ends: 'refused',
  },
  {
    name: 'una cuenta en revisión',
    lang: 'es',
    way: twoPages,
    right: shown('<h1>Hola Nora</h1><p>Tu cuenta está en revisión. Te avisaremos por correo.</p>'),
    ends: 'refused',
  },
  {
    name: 'an account that waits for an administrator',
    way: fragments,
    right: shown('<h1>Almost there</h1><p>Your account is pending approval by an administrator.</p>'),
    ends: 'refused',
  },
  {
    name: 'too many tries',
    way: fetched,
    right: shown('<h1>Slow down</h1><p>Too many login attempts. Try again in 15 minutes.</p>', { status: 429 }),
    ends: 'refused',
  },
  {
    name: 'a check for robots',
    way: posted,
    right: shown('<h1>One more step</h1><p>Please verify you are human.</p>', { status: 403 }),
    ends: 'captcha',
  },
  {
    name: 'a password that has run out',
    way: swapped,
    right: shown(
      '<h1>Your password has expired</h1><form><label>New password <input type="password" name="n1"></label><label>Repeat new password <input type="password" name="n2"></label><button>Set password</button></form>',
    ),
    ends: 'unclear',
  },
  {
    name: 'a question that only the person can answer',
    way: toggled,
    right: shown(
      '<h1>Security question</h1><form><label>What was the name of your first pet? <input name="answer"></label><button>Continue</button></form>',
    ),
    ends: 'unclear',
  },
  {
    name: 'a country that is not served',
    way: passedOn,
    right: shown('<h1>Not available</h1><p>This service is not available in your country.</p>'),
    ends: 'unclear',
  },

  {
    name: 'an app that wants a number compared',
    way: stages,
    right: shown('<h1>Approve sign-in</h1><p>Open the Acme app on your device and match the number 42.</p>'),
    ends: 'code',
  },
  {
    name: 'terms to agree to first',
    way: swapped,
    right: shown(
      '<h1>We’ve updated our terms</h1><form><label><input type="checkbox"> I agree</label><button>Continue</button></form>',
    ),
    ends: 'unclear',
  },
  {
    name: 'what keeps visitors out',
    way: posted,
    right: shown('<h1>Access denied</h1><p>Your request was blocked by our security service. Ray ID 77</p>', {
      status: 403,
    }),
    ends: 'unclear',
  },
  {
    name: 'un compte qui n’est pas encore actif',
    lang: 'fr',
    way: fetched,
    right: shown('<h1>Accès refusé</h1><p>Votre compte n’est pas encore activé.</p>', { cookie: 'sid=4' }),
    ends: 'refused',
  },
  {
    name: 'an account of which something is said that nobody knows yet',
    way: posted,
    right: shown('<h1>Welcome back, Nora</h1><p>Your account was flagged by Blorbo and cannot be shown.</p>', {
      cookie: 'sid=5',
    }),
    ends: 'unclear',
  },
  {
    name: 'eine Bank, bei der etwas anderes gesperrt ist',
    lang: 'de',
    way: postedHere,
    right: shown(
      '<h1>Kontenübersicht</h1><p>Letzte Anmeldung: gestern</p><p>Girokonto gesperrt für Zahlungen ins Ausland</p><a href="/abmelden">Sicher abmelden</a>',
    ),
  },

  // How a wrong one is told.
  {
    name: 'the public page again, with what asks one to sign in',
    way: posted,
    right: shown(`<h1>Boots</h1><p>Hi, Nora</p>${OUT}`),
    wrong: shown(
      '<nav><a href="/shop">Shop</a><a href="/login">Sign in</a></nav><h1>Boots</h1><p>Leather, size 38 to 46</p>',
    ),
  },
  {
    name: 'a page that says so and no more',
    way: posted,
    right: shown(`<h1>Time sheet</h1>${OUT}`),
    wrong: shown(
      '<h1>Login failed</h1><p>Wrong user name or password.</p><a href="javascript:history.back()">Back</a>',
    ),
  },
  {
    name: 'a refusal by status, without a form',
    way: postedHere,
    right: shown(`<h1>Printers</h1><p>3 printers</p>${OUT}`),
    wrong: shown('<h1>Unauthorized</h1>', { status: 401 }),
  },
  {
    name: 'a refusal that only names a support page',
    way: fetched,
    right: shown('<h1>Hello, Nora</h1><a href="/account">Your account</a><button>Log out</button>'),
    wrong: shown(
      '<h1>We can’t sign you in</h1><p>The email or password you entered is incorrect.</p><a href="/support">Contact support</a>',
    ),
  },
  {
    name: 'a page to set a new one',
    way: twoPages,
    right: shown(`<h1>My courses</h1>${OUT}`),
    wrong: shown(
      '<h1>Forgot your password?</h1><p>That password didn’t work.</p><form method="post" action="/reset"><label>Email <input name="email" type="email"></label><button>Send reset link</button></form>',
    ),
  },
  {
    name: 'an editor whose form floats over a body without height',
    way: floating,
    right: shown('<h1>Flows</h1><button>Deploy</button><button id="usermenu" aria-label="User menu">n</button>'),
  },
  {
    name: 'a picture in place of what asked one to sign in',
    way: inDialogOfApp,
    right: shown('<button id="header--button-account"><svg width="20" height="20"></svg></button>'),
  },
  {
    name: 'a server that takes its time',
    way: slowly,
    right: shown(`<h1>Payroll</h1><p>Next run on Friday</p>${OUT}`),
  },
  {
    name: 'an error of the server at a wrong one',
    way: posted,
    right: shown(`<h1>Servers</h1><p>All up</p><button>Log out</button>`),
    wrong: shown('<h1>500</h1><p>Exception in LoginController</p>', { status: 500 }),
    wrongEnds: 'unclear',
  },
]

/** The table: each page with the next way of marking up its form. */
export const LOGIN_PAGES = CASES.map(({ lang = 'en', way, title, right, wrong, ...rest }, index) => {
  const words = WORDS[lang]
  const fields = (FIELDS[index % FIELDS.length] ?? FIELDS[0])?.(words) ?? ''
  return {
    name: rest.name,
    ends: rest.ends ?? ('in' as const),
    wrongEnds: rest.wrongEnds ?? ('refused' as const),
    pages: way({ words, fields, title: title ?? words.title, right, wrong: wrong ?? words.wrong }),
  }
})
