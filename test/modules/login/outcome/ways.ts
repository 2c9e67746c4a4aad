import { EMAIL, isRight, type Pages, page } from '../../../forms/flow-site.ts'
import type { Words } from './fields.ts'

/** What a site shows once it has judged a form. */
export interface Shown {
  /** What stands in the page then. */
  readonly body: string
  readonly title?: string
  readonly status?: number
  /** A cookie that comes with it. */
  readonly cookie?: string
  /** Another answer altogether, e.g. one that leads to where nobody answers. */
  readonly instead?: () => Response
}

/** A form's markup and what the site makes of a right and of a wrong password: a page of its own, or a text at the form. */
export interface Built {
  readonly words: Words
  readonly fields: string
  /** Heading of the sign-in page; the title of its document. */
  readonly title: string
  readonly right: Shown
  readonly wrong: Shown | string
}

/** How a form is sent, and how what follows is shown. */
export type Way = (built: Built) => Pages

const HTML = { 'content-type': 'text/html; charset=utf-8' }

const respond = ({ status = 200, cookie, instead }: Shown, html: string): Response =>
  instead?.() ??
  new Response(html, { status, headers: { ...HTML, ...(cookie && { 'set-cookie': `${cookie}; Path=/; HttpOnly` }) } })

const documentOf = ({ words, title }: Built, { body, title: own }: Shown): string =>
  page(body, words.lang, own ?? title)

const withError = (fields: string, error: string): string => fields.replace(/(id="m"[^>]*>)/, `$1${error}`)

const formPage = (built: Built, { error = '', action = '/in' } = {}): string =>
  page(
    `<main><h1>${built.words.title}</h1><form method="post" action="${action}">${withError(built.fields, error)}</form></main>`,
    built.words.lang,
    built.title,
  )

const refuse = (built: Built, action?: string): Response => {
  const { wrong } = built
  if (typeof wrong !== 'string') return respond(wrong, documentOf(built, wrong))
  return new Response(formPage(built, { error: wrong, ...(action && { action }) }), { headers: HTML })
}

/** Posted by the browser; an answer that is a success leads on to another address. */
export const posted: Way = built => ({
  '/': formPage(built),
  '/in': form => {
    if (!isRight(form)) return refuse(built)
    if ((built.right.status ?? 200) >= 400 || built.right.instead)
      return respond(built.right, documentOf(built, built.right))
    const { cookie } = built.right
    return new Response(null, {
      status: 303,
      headers: { location: '/home', ...(cookie && { 'set-cookie': `${cookie}; Path=/; HttpOnly` }) },
    })
  },
  '/home': () => respond(built.right, documentOf(built, built.right)),
})

/** Posted to its own address, which then shows the other page. */
export const postedHere: Way = built => ({
  '/': form => {
    if (!form.has('email')) return formPage(built, { action: '/' })
    return isRight(form) ? respond(built.right, documentOf(built, built.right)) : refuse(built, '/')
  },
})

const answerOf = (built: Built, form: URLSearchParams): Response => {
  const shown = isRight(form) ? built.right : built.wrong
  const text = typeof shown === 'string'
  return Response.json(
    { ok: isRight(form), ...(text ? { error: shown } : { body: shown.body, title: shown.title }) },
    {
      status: isRight(form) ? 200 : 401,
      headers: !text && shown.cookie ? { 'set-cookie': `${shown.cookie}; Path=/; HttpOnly` } : {},
    },
  )
}

const scripted = (built: Built, markup: string, script: string): string =>
  page(
    `${markup}<script>
    const ask = async form => (await fetch('/in', { method: 'POST', body: new URLSearchParams(new FormData(form)) })).json()
    const say = text => { (document.querySelector('#m') ?? document.body).textContent = text }
    ${script}</script>`,
    built.words.lang,
    built.title,
  )

const heading = ({ words }: Built): string => `<h1>${words.title}</h1>`

/** Sent by a script, which then goes to another page. */
export const fetched: Way = built => ({
  '/': scripted(
    built,
    `${heading(built)}<form>${built.fields}</form>`,
    `document.forms[0].onsubmit = async event => { event.preventDefault(); const { ok, error, body } = await ask(event.target); if (ok) location.href = '/home'; else if (error !== undefined) say(error); else document.body.innerHTML = body }`,
  ),
  '/in': form => answerOf(built, form),
  '/home': () => respond(built.right, documentOf(built, built.right)),
})

/** Sent by a script, which draws what follows into the same page, at the same address. */
export const swapped: Way = built => ({
  '/': scripted(
    built,
    `<div id="root">${heading(built)}<form>${built.fields}</form></div>`,
    `root.addEventListener('submit', async event => { event.preventDefault(); const { error, body, title } = await ask(event.target); if (error !== undefined) return say(error); root.innerHTML = body; if (title) document.title = title })`,
  ),
  '/in': form => answerOf(built, form),
})

/** The same with an address of its own, after the hash. */
export const hashed: Way = built => ({
  '/': scripted(
    built,
    `<div id="app"></div>`,
    `const form = ${JSON.stringify(`${heading(built)}<form>${built.fields}</form>`)}; let home = ''
    const draw = () => { app.innerHTML = location.hash === '#/home' && home ? home : form }
    onhashchange = draw; draw()
    app.addEventListener('submit', async event => { event.preventDefault(); const { error, body } = await ask(event.target); if (error !== undefined) return say(error); home = body; location.hash = '#/home' })`,
  ),
  '/in': form => answerOf(built, form),
})

/** A dialog element over a page that stays; what the page says changes in its header. */
export const inDialog: Way = built => ({
  '/': scripted(
    built,
    `<header><a href="/">Shop</a> <span id="who"><button type="button" id="open">${built.words.send}</button></span></header><main><h2>Boots</h2><p>Leather, size 38 to 46</p></main><dialog id="box"><h2>${built.words.title}</h2><form method="dialog">${built.fields}</form></dialog>`,
    `document.querySelector('#open').onclick = () => box.showModal()
    box.querySelector('form').onsubmit = async event => { event.preventDefault(); const { error, body } = await ask(event.target); if (error !== undefined) return say(error); box.close(); who.innerHTML = body }`,
  ),
  '/in': form => answerOf(built, form),
})

/** A drawn dialog that is taken out of the page. */
export const inModal: Way = built => ({
  '/': scripted(
    built,
    `<nav><a href="/a">Articles</a> <a href="/b">Jobs</a> <span class="user"><a href="#" id="open">${built.words.send}</a></span></nav><article><h2>News of today</h2><p>It rains.</p></article>`,
    `document.querySelector('#open').onclick = event => { event.preventDefault()
      document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(`<div class="overlay" style="position:fixed;inset:0;background:#fffd"><div role="dialog" aria-modal="true" aria-label="${built.words.title}"><form>${built.fields}</form></div></div>`)})
      document.querySelector('.overlay form').onsubmit = async event => { event.preventDefault(); const { error, body } = await ask(event.target); if (error !== undefined) return say(error); document.querySelector('.overlay').remove(); document.querySelector('.user').innerHTML = body } }`,
  ),
  '/in': form => answerOf(built, form),
})

/** HTML over the wire: the server sends a fragment, which takes the form's place. */
export const fragments: Way = built => ({
  '/': scripted(
    built,
    `<main id="main" hx-target="this">${heading(built)}<form hx-post="/part" hx-target="#main">${built.fields}</form></main>`,
    `document.addEventListener('submit', async event => { event.preventDefault()
      const answer = await fetch('/part', { method: 'POST', headers: { 'HX-Request': 'true' }, body: new URLSearchParams(new FormData(event.target)) })
      main.innerHTML = await answer.text() })`,
  ),
  '/part': form => {
    const shown = isRight(form) ? built.right : built.wrong
    if (typeof shown === 'string')
      return `${heading(built)}<form hx-post="/part">${withError(built.fields, shown)}</form>`
    return respond(shown, shown.body)
  },
})

/** The whole body is exchanged and the address with it, as link accelerators do. */
export const accelerated: Way = built => ({
  '/': scripted(
    built,
    `${heading(built)}<form action="/in" method="post" data-turbo="true">${built.fields}</form>`,
    `document.addEventListener('submit', async event => { event.preventDefault(); const { error, body, title } = await ask(event.target); if (error !== undefined) return say(error)
      history.pushState({}, '', '/home'); document.title = title ?? document.title; const next = document.createElement('body'); next.innerHTML = body; document.documentElement.replaceChild(next, document.body) })`,
  ),
  '/in': form => answerOf(built, form),
})

/** Who one is first, the password on a page of its own. */
export const twoPages: Way = built => {
  const parts = splitFields(built)
  const second = (error = ''): string =>
    page(
      `<h1>${built.words.title}</h1><p>${EMAIL}</p><form method="post" action="/in"><input type="hidden" name="email" value="${EMAIL}">${parts.secret}<p class="error">${error}</p>${parts.send}</form>`,
      built.words.lang,
      built.title,
    )
  return {
    '/': page(
      `<h1>${built.words.title}</h1><form method="post" action="/who">${parts.who}${parts.send}</form>`,
      built.words.lang,
      built.title,
    ),
    '/who': second(),
    '/in': form => {
      if (isRight(form)) return respond(built.right, documentOf(built, built.right))
      return typeof built.wrong === 'string'
        ? second(built.wrong)
        : respond(built.wrong, documentOf(built, built.wrong))
    },
  }
}

const splitFields = ({ words }: Built) => ({
  who: `<label>${words.who} <input name="email" type="email" autocomplete="username"></label>`,
  secret: `<label>${words.secret} <input name="password" type="password" autocomplete="current-password"></label>`,
  send: `<button>${words.send}</button>`,
})

/** Two stages that a script draws one after the other. */
export const stages: Way = built => {
  const parts = splitFields(built)
  return {
    '/': scripted(
      built,
      '<div id="root"></div>',
      `let who = ''
      const draw = html => { root.innerHTML = html }
      draw(${JSON.stringify(`<h1>${built.words.title}</h1><form>${parts.who}${parts.send}</form>`)})
      root.addEventListener('submit', async event => { event.preventDefault()
        const data = new FormData(event.target)
        if (data.has('email')) { who = data.get('email'); return draw(${JSON.stringify(`<h1>${built.words.title}</h1><form>${parts.secret}<p id="m"></p>${parts.send}</form>`)}) }
        const { error, body } = await (await fetch('/in', { method: 'POST', body: new URLSearchParams({ email: who, password: data.get('password') }) })).json()
        if (error !== undefined) return say(error)
        draw(body) })`,
    ),
    '/in': form => answerOf(built, form),
  }
}

/** In a frame of the same site, which tells the page around it. */
export const framed: Way = built => ({
  '/': page(
    `<header>Members</header><div id="around"><iframe src="/frame" width="500" height="400"></iframe></div><script>onmessage = ({ data }) => { around.innerHTML = data }</script>`,
    built.words.lang,
    built.title,
  ),
  '/frame': scripted(
    built,
    `${heading(built)}<form>${built.fields}</form>`,
    `document.forms[0].onsubmit = async event => { event.preventDefault(); const { error, body } = await ask(event.target); if (error !== undefined) return say(error); parent.postMessage(body, '*') }`,
  ),
  '/in': form => answerOf(built, form),
})

/** All of it, what follows too, in a shadow root. */
export const shadowed: Way = built => ({
  '/': scripted(
    built,
    '<x-app></x-app>',
    `customElements.define('x-app', class extends HTMLElement { connectedCallback() {
      const root = this.attachShadow({ mode: 'closed' }); root.innerHTML = ${JSON.stringify(`${heading(built)}<form>${built.fields}</form>`)}
      root.querySelector('form').onsubmit = async event => { event.preventDefault(); const { error, body } = await ask(event.target); if (error !== undefined) { root.querySelector('#m').textContent = error; return } root.innerHTML = body } } })`,
  ),
  '/in': form => answerOf(built, form),
})

/** The form is hidden and stays in the page; what follows was there all the time, hidden. */
export const toggled: Way = built => ({
  '/': scripted(
    built,
    `<section id="out">${heading(built)}<form>${built.fields}</form></section><section id="in" hidden>${built.right.body}</section>`,
    `document.forms[0].onsubmit = async event => { event.preventDefault(); const { ok, error, body } = await ask(event.target); if (ok) { document.querySelector('#out').style.display = 'none'; document.querySelector('#in').hidden = false; return } if (error !== undefined) say(error); else document.querySelector('#out').innerHTML = body }`,
  ),
  '/in': form => answerOf(built, form),
})

/** What follows comes in pieces: first that it is being loaded, then all of it. */
export const inPieces: Way = built => ({
  '/': scripted(
    built,
    `<div id="root">${heading(built)}<form>${built.fields}</form></div>`,
    `root.addEventListener('submit', async event => { event.preventDefault(); const { error, body } = await ask(event.target); if (error !== undefined) return say(error)
      history.pushState({}, '', '/app'); root.innerHTML = '<div class="spinner" aria-busy="true">Loading…</div>'
      const answer = await fetch('/slow'); await answer.text(); root.innerHTML = body })`,
  ),
  '/in': form => answerOf(built, form),
  '/slow': async () => {
    await Bun.sleep(700)
    return 'here'
  },
})

/** A page between, which sends the browser on by itself. */
export const passedOn: Way = built => ({
  '/': formPage(built),
  '/in': form =>
    isRight(form)
      ? page(
          '<p>Signing you in…</p><script>setTimeout(() => location.replace("/home"), 600)</script>',
          built.words.lang,
          'One moment',
        )
      : refuse(built),
  '/home': () => respond(built.right, documentOf(built, built.right)),
})

/** Posted as ever, to a server that takes longer than anybody's patience with a page that does nothing. */
export const slowly: Way = built => ({
  ...posted(built),
  '/in': async form => {
    await Bun.sleep(4000)
    return isRight(form) ? respond(built.right, documentOf(built, built.right)) : refuse(built)
  },
})

/** An editor that fills the window: its body hides what runs over and has no height, the form floats over it. */
export const floating: Way = built => ({
  '/': page(
    `<style>body { overflow: hidden } .dialog { position: absolute; left: 200px; top: 100px; width: 400px }</style><div class="dialog" role="dialog"><div style="overflow:auto"><form method="post" action="/in">${built.fields}</form></div></div>`,
    built.words.lang,
    built.title,
  ),
  '/in': form => (isRight(form) ? respond(built.right, documentOf(built, built.right)) : refuse(built)),
})

/** A dialog of a page whose only sign of an account is a picture in place of what asked one to sign in. */
export const inDialogOfApp: Way = built => ({
  '/': scripted(
    built,
    `<header><input placeholder="Search packages"><button id="settings" aria-label="Settings">⚙</button><button id="info" aria-label="Information">i</button><span id="who"><button id="open">${built.words.send}</button></span></header><main><h2>No packages yet</h2></main><div id="over"></div>`,
    `document.querySelector('#open').onclick = () => {
      over.innerHTML = ${JSON.stringify(`<div role="dialog" style="position:fixed;inset:0;background:#fff"><h2>${built.words.title}</h2><form>${built.fields}</form></div>`)}
      over.querySelector('form').onsubmit = async event => { event.preventDefault(); const { error, body } = await ask(event.target); if (error !== undefined) return say(error); over.innerHTML = ''; localStorage.token = 'eyJ0'; who.innerHTML = body } }`,
  ),
  '/in': form => answerOf(built, form),
})
