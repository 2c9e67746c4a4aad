import { type Answer, HOME, isCode, isRight, loginForm, type Pages, page } from '../../forms/flow-site.ts'

/** A sign-in as it is built today, with a wrong password refused; `code` where the site wants one of the stored secret. */
export interface ModernPage {
  readonly name: string
  readonly pages: Pages
  readonly code?: true
}

const script = (source: string): string => `<script>${source}</script>`
/** Sends what stands in two fields, and goes home or says that it was wrong. */
const SEND = `const send = async (email, password) => {
  const answer = await fetch('/in', { method: 'POST', body: new URLSearchParams({ email, password }) })
  if ((await answer.text()) === 'yes') location.href = '/home'
  else document.querySelector('#said').textContent = 'Wrong email or password'
}`
const SAID = '<p id="said" role="alert"></p>'
const answers = (body: string): Pages => ({
  '/': page(body),
  '/in': form => (isRight(form) ? 'yes' : 'no'),
  '/home': HOME,
})
/** Elements of a page's own making that are fields, in an open or closed shadow root. */
const fieldElements = (mode: 'open' | 'closed', inner = '<input id="i">') => `
  class Field extends HTMLElement {
    static formAssociated = true
    #root = this.attachShadow({ mode: '${mode}' })
    #internals = this.attachInternals()
    connectedCallback() {
      this.#root.innerHTML = '<label for="i">' + this.getAttribute('label') + '</label>${inner}'
      const input = this.#root.querySelector('input')
      input.type = this.getAttribute('type') ?? 'text'
      input.addEventListener('input', () => { this.value = input.value; this.#internals.setFormValue(input.value) })
    }
  }
  customElements.define('x-field', Field)`
const FIELDS =
  '<x-field name="email" label="Email"></x-field><x-field name="password" label="Password" type="password"></x-field>'
const values = "[...document.querySelectorAll('x-field')].map(field => field.value)"

const login = (then: Pages): Pages => ({
  '/': loginForm(),
  '/in': form => (isRight(form) ? { go: '/code' } : loginForm('<p role="alert">Wrong email or password.</p>')),
  '/home': HOME,
  ...then,
})
/** A page for a code, whose script collects it. */
const codePage = (boxes: string, source: string): Pages =>
  login({
    '/code': page(`<h1>Two-step verification</h1><p>Enter the code from your app</p>${boxes}${SAID}${script(source)}`),
    '/verify': (form): Answer => (isCode(form.get('code')) ? 'yes' : 'no'),
  })
const VERIFY = `const verify = async code => {
  const answer = await fetch('/verify', { method: 'POST', body: new URLSearchParams({ code }) })
  if ((await answer.text()) === 'yes') location.href = '/home'
  else document.querySelector('#said').textContent = 'That code is not right'
}`

export const MODERN_PAGES: readonly ModernPage[] = [
  {
    name: 'field elements of a form, sent by its own button',
    pages: answers(
      `<form id="f">${FIELDS}<button>Log in</button></form>${SAID}${script(`${SEND};${fieldElements('open')}
      f.onsubmit = e => { e.preventDefault(); send(...${values}) }`)}`,
    ),
  },
  {
    name: 'field elements with closed roots, posted by the browser itself',
    pages: {
      '/': page(
        `<h1>Sign in</h1><form method="post" action="/in">${FIELDS}<button>Log in</button></form>${script(fieldElements('closed'))}`,
      ),
      '/in': form => (isRight(form) ? { go: '/home' } : loginForm('<p role="alert">Wrong email or password.</p>')),
      '/home': HOME,
    },
  },
  {
    name: 'no form, and a button element that is a button by its name alone',
    pages: answers(
      `<main><h1>Sign in</h1>${FIELDS}<x-button>Sign in</x-button>${SAID}</main>${script(`${SEND};${fieldElements('closed')}
      customElements.define('x-button', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<span style="padding:4px;border:1px solid"><slot></slot></span>'; this.onclick = () => send(...${values}) } })`)}`,
    ),
  },
  {
    name: 'all of it in nested roots, the button in a root of its own',
    pages: answers(
      `<x-app></x-app>${SAID}${script(`${SEND}
      const make = (name, html, ready) => customElements.define(name, class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'closed' }); root.innerHTML = html; ready?.(root, this) } })
      make('x-press', '<button type="button"><slot></slot></button>', (root, host) => { root.querySelector('button').onclick = () => host.dispatchEvent(new CustomEvent('go', { bubbles: true, composed: true })) })
      make('x-panel', '<h2>Sign in</h2><div><label>Email <input class="e"></label></div><div><label>Password <input class="p" type="password"></label></div><x-press>Continue</x-press>', root => { root.addEventListener('go', () => send(root.querySelector('.e').value, root.querySelector('.p').value)) })
      make('x-app', '<section><x-panel></x-panel></section>')`)}`,
    ),
  },
  {
    name: 'inputs of the page in the slot of a form in a shadow root',
    pages: answers(
      `<x-card><label>Email <input id="e"></label><label>Password <input id="p" type="password"></label></x-card>${SAID}${script(`${SEND}
      customElements.define('x-card', class extends HTMLElement { constructor() { super(); const root = this.attachShadow({ mode: 'open' }); root.innerHTML = '<form><slot></slot><button>Sign in</button></form>'; root.querySelector('form').onsubmit = e => { e.preventDefault(); send(e2.value, p2.value) } } })
      const e2 = document.querySelector('#e'), p2 = document.querySelector('#p')`)}`,
    ),
  },
  {
    name: 'stages that are elements with a root each',
    pages: answers(
      `<div id="app"></div>${SAID}${script(`${SEND}
      const stage = (name, html) => customElements.define(name, class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'closed' }); root.innerHTML = html; root.querySelector('form').onsubmit = e => { e.preventDefault(); this.next(root.querySelector('input').value) } } })
      stage('stage-who', '<form><h1>Sign in</h1><label>Email <input type="email"></label><button>Next</button></form>')
      stage('stage-password', '<form><h1>Welcome</h1><label>Password <input type="password"></label><button>Sign in</button></form>')
      const show = (name, next) => { const el = document.createElement(name); el.next = next; app.replaceChildren(el) }
      show('stage-who', email => setTimeout(() => show('stage-password', password => send(email, password)), 100))`)}`,
    ),
  },
  {
    name: 'a dialog that a script opens from what is no button, in a shadow root',
    pages: answers(
      `<header><span class="who" style="cursor:pointer">Log in</span></header><main>Shoes and boots</main>${SAID}${script(`${SEND}
      document.querySelector('.who').addEventListener('click', () => setTimeout(() => {
        const host = document.createElement('x-dialog'); document.body.append(host)
        const root = host.attachShadow({ mode: 'open' })
        root.innerHTML = '<div role="dialog" aria-modal="true"><h2>Log in</h2><input placeholder="Email"><input type="password" placeholder="Password"><button>Log in</button></div>'
        const [e, p] = root.querySelectorAll('input'); root.querySelector('button').onclick = () => send(e.value, p.value)
      }, 150))`)}`,
    ),
  },
  {
    name: 'a form that a script draws late, in a page whose load never ends',
    pages: {
      ...answers(
        `<div id="app">Loading…</div><img src="/never" width="1" height="1" alt="">${SAID}${script(`${SEND}
        setTimeout(() => { app.innerHTML = '<form><input name="email" placeholder="Email"><input name="password" type="password" placeholder="Password"><button>Log in</button></form>'; app.firstChild.onsubmit = e => { e.preventDefault(); send(e.target.email.value, e.target.password.value) } }, 700)`)}`,
      ),
      '/never': () => new Promise(() => undefined),
    },
  },
  {
    name: 'six plain boxes for a code',
    code: true,
    pages: codePage(
      `<div id="boxes">${'<input style="width:30px">'.repeat(6)}</div>`,
      `${VERIFY}
      const all = [...boxes.children]
      for (const [i, box] of all.entries()) box.oninput = () => { box.value = box.value.slice(-1); if (box.value) (all[i + 1] ?? box).focus(); if (all.every(({ value }) => value)) verify(all.map(({ value }) => value).join('')) }`,
    ),
  },
  {
    name: 'two groups of three for a code',
    code: true,
    pages: codePage(
      '<form id="f"><input maxlength="3" aria-label="First three digits of the code"> - <input maxlength="3" aria-label="Last three digits of the code"><button>Verify</button></form>',
      `${VERIFY}; f.onsubmit = e => { e.preventDefault(); verify([...f.querySelectorAll('input')].map(({ value }) => value).join('')) }`,
    ),
  },
  {
    name: 'masked boxes that go by keys and write the digits themselves',
    code: true,
    pages: codePage(
      `<form id="f">${'<input type="password" maxlength="1" size="1" autocomplete="off">'.repeat(6)}<button>Confirm</button></form>`,
      `${VERIFY}
      const all = [...f.querySelectorAll('input')]
      for (const [i, box] of all.entries()) box.onkeydown = e => { if (!/^\\d$/.test(e.key)) return; e.preventDefault(); box.value = e.key; (all[i + 1] ?? box).focus() }
      f.onsubmit = e => { e.preventDefault(); verify(all.map(({ value }) => value).join('')) }`,
    ),
  },
  {
    name: 'one field for a code that counts keys',
    code: true,
    pages: codePage(
      '<form id="f"><label>Code <input inputmode="numeric" maxlength="6" autocomplete="off"></label><button disabled>Verify</button></form>',
      `${VERIFY}
      const [field, button] = f.elements; let heard = ''
      field.onkeypress = e => { heard += e.key; button.disabled = heard.length < 6 }
      f.onsubmit = e => { e.preventDefault(); verify(heard) }`,
    ),
  },
  {
    name: 'a field that lies transparent over drawn boxes for a code',
    code: true,
    pages: codePage(
      `<div style="position:relative;width:260px;height:48px"><div style="display:flex;gap:6px">${'<div style="width:38px;height:46px;border:1px solid"></div>'.repeat(6)}</div>
      <input id="c" autocomplete="one-time-code" inputmode="numeric" maxlength="6" style="position:absolute;inset:0;width:100%;height:100%;opacity:0"></div>`,
      `${VERIFY}; c.oninput = () => { if (c.value.length === 6) verify(c.value) }`,
    ),
  },
]
