import type { Site } from '../../support/site.ts'

/**
 * A way in which a page can make the browser send a request. `target` is an absolute URL whose path names the vector;
 * what is returned is the page's HTML (or its whole response). Helpers that the page needs are routed on `site`.
 */
export interface RequestVector {
  readonly name: string
  readonly page: (target: string, site: Site) => string | Response
}

const html = (body: string, headers: Record<string, string> = {}) =>
  new Response(`<!doctype html><title>vector</title>${body}`, {
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  })

const script = (code: string) => `<script>${code}</script>`
const js = (code: string) => () => new Response(code, { headers: { 'content-type': 'text/javascript' } })
const text = (type: string, body: string) => () => new Response(body, { headers: { 'content-type': type } })
const redirect =
  (to: string, status = 302) =>
  () =>
    new Response(null, { status, headers: { location: to } })

const element = (name: string, markup: (target: string) => string): RequestVector => ({
  name,
  page: target => markup(target),
})
const code = (name: string, run: (target: string) => string): RequestVector => ({
  name,
  page: target => script(run(target)),
})
const worker = (name: string, start: string, body: (target: string) => string): RequestVector => ({
  name,
  page: (target, site) => {
    site.route('/worker.js', js(body(target)))
    return script(start)
  },
})

const serviceWorker = "navigator.serviceWorker.register('/worker.js')"

/** Requests below a document: elements, scripts, workers, styles, reports, redirects. */
export const SUBRESOURCE_VECTORS: readonly RequestVector[] = [
  element('img', target => `<img src="${target}">`),
  element('img srcset', target => `<img srcset="${target} 1x">`),
  element('picture', target => `<picture><source srcset="${target}"><img></picture>`),
  element('script', target => `<script src="${target}"></script>`),
  element('module script', target => `<script type="module" src="${target}"></script>`),
  element('import map and dynamic import', target => script(`import('${target}')`)),
  element('stylesheet', target => `<link rel="stylesheet" href="${target}">`),
  element('@import', target => `<style>@import url("${target}")</style>`),
  element('background image', target => `<style>body { background: url("${target}") }</style>`),
  element(
    'font',
    target => `<style>@font-face { font-family: f; src: url("${target}") } p { font-family: f }</style><p>x`,
  ),
  element('video', target => `<video src="${target}" preload="auto"></video>`),
  element('audio', target => `<audio src="${target}" preload="auto"></audio>`),
  element('poster', target => `<video poster="${target}"></video>`),
  element('track', target => `<video crossorigin><track default kind="captions" src="${target}"></video>`),
  element('object', target => `<object data="${target}"></object>`),
  element('embed', target => `<embed src="${target}">`),
  element('iframe', target => `<iframe src="${target}"></iframe>`),
  element('iframe in srcdoc', target => `<iframe srcdoc='<iframe src="${target}"></iframe>'></iframe>`),
  element('sandboxed iframe', target => `<iframe sandbox src="${target}"></iframe>`),
  element('frameset', target => `<frameset><frame src="${target}"></frameset>`),
  element('svg image', target => `<svg><image href="${target}" width="9" height="9"/></svg>`),
  element('icon', target => `<link rel="icon" href="${target}">`),
  element('prefetch', target => `<link rel="prefetch" href="${target}">`),
  element('preload', target => `<link rel="preload" as="image" href="${target}">`),
  element('modulepreload', target => `<link rel="modulepreload" href="${target}">`),
  element(
    'form into a frame',
    target => `<iframe name="f"></iframe><form id="g" target="f" action="${target}"></form>${script('g.submit()')}`,
  ),
  element(
    'POST into a frame',
    target =>
      `<iframe name="f"></iframe><form id="g" method="post" target="f" action="${target}"></form>${script('g.submit()')}`,
  ),
  element(
    'frame that refreshes',
    target => `<iframe srcdoc='<meta http-equiv="refresh" content="0;url=${target}">'></iframe>`,
  ),
  code('fetch', target => `fetch('${target}')`),
  code('fetch without cors', target => `fetch('${target}', { mode: 'no-cors' })`),
  code('fetch keepalive', target => `fetch('${target}', { keepalive: true, mode: 'no-cors' })`),
  code('fetch with a preflight', target => `fetch('${target}', { method: 'PUT', headers: { 'x-a': '1' } })`),
  code('XMLHttpRequest', target => `const x = new XMLHttpRequest(); x.open('GET', '${target}'); x.send()`),
  code('beacon', target => `navigator.sendBeacon('${target}', 'x')`),
  code('EventSource', target => `new EventSource('${target}')`),
  code('WebSocket', target => `new WebSocket('${target.replace('http', 'ws')}')`),
  code('Cache.add', target => `caches.open('c').then(c => c.add(new Request('${target}', { mode: 'no-cors' })))`),
  worker('dedicated worker', "new Worker('/worker.js')", target => `fetch('${target}', { mode: 'no-cors' })`),
  worker('importScripts', "new Worker('/worker.js')", target => `importScripts('${target}')`),
  worker('module worker', "new Worker('/worker.js', { type: 'module' })", target => `import '${target}'`),
  worker(
    'nested worker',
    "new Worker('/worker.js')",
    target => `new Worker(URL.createObjectURL(new Blob(["fetch('${target}', { mode: 'no-cors' })"])))`,
  ),
  worker(
    'WebSocket in a worker',
    "new Worker('/worker.js')",
    target => `new WebSocket('${target.replace('http', 'ws')}')`,
  ),
  worker('shared worker', "new SharedWorker('/worker.js')", target => `fetch('${target}', { mode: 'no-cors' })`),
  {
    name: 'redirected image',
    page: (target, site) => {
      site.route('/hop', redirect(target))
      return '<img src="/hop">'
    },
  },
  {
    name: 'redirected fetch, 307 and with a body',
    page: (target, site) => {
      site.route('/hop', redirect(target, 307))
      return script("fetch('/hop', { method: 'POST', body: 'x', mode: 'no-cors' })")
    },
  },
  {
    name: 'redirected frame',
    page: (target, site) => {
      site.route('/hop', redirect(target))
      return '<iframe src="/hop"></iframe>'
    },
  },
  { name: 'Link: preload header', page: target => html('', { link: `<${target}>; rel=preload; as=image` }) },
  {
    name: 'Link: stylesheet preload in a header of a frame',
    page: (target, site) => {
      site.route('/frame', () => html('', { link: `<${target}>; rel=preload; as=style` }))
      return '<iframe src="/frame"></iframe>'
    },
  },
  {
    name: 'CSP report',
    page: target => html('<img src="/x">', { 'content-security-policy': `img-src 'none'; report-uri ${target}` }),
  },
  {
    name: 'external svg',
    page: (target, site) => {
      site.route(
        '/a.svg',
        text('image/svg+xml', `<?xml-stylesheet href="${target}"?><svg xmlns="http://www.w3.org/2000/svg"/>`),
      )
      return '<iframe src="/a.svg"></iframe>'
    },
  },
  // Last, because a service worker stays for the pages that follow.
  worker(
    'service worker at install',
    serviceWorker,
    target => `oninstall = e => e.waitUntil(fetch('${target}', { mode: 'no-cors' }))`,
  ),
  worker('importScripts in a service worker', serviceWorker, target => `importScripts('${target}')`),
  worker(
    'service worker for a page',
    `${serviceWorker}; navigator.serviceWorker.ready.then(() => fetch('/through'))`,
    target =>
      `oninstall = () => skipWaiting(); onactivate = e => e.waitUntil(clients.claim()); onfetch = e => { if (e.request.url.endsWith('/through')) e.respondWith(fetch('${target}', { mode: 'no-cors' })) }; onmessage = () => {}; fetch('${target}', { mode: 'no-cors' })`,
  ),
]

/** Requests made ahead of need. Chromium is told to make none; what it is told is held to here. */
export const AHEAD_VECTORS: readonly RequestVector[] = [
  element('prerender link', target => `<link rel="prerender" href="${target}">`),
  element('preconnect', target => `<link rel="preconnect" href="${target}">`),
  element('dns-prefetch', target => `<link rel="dns-prefetch" href="${target}">`),
  element('ping', target => `<a id="a" href="#x" ping="${target}">x</a>${script('a.click()')}`),
  element(
    'speculation rules: prefetch',
    target =>
      `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${target}"],"eagerness":"immediate"}]}</script>`,
  ),
  element(
    'speculation rules: prerender',
    target =>
      `<script type="speculationrules">{"prerender":[{"source":"list","urls":["${target}"],"eagerness":"immediate"}]}</script>`,
  ),
  {
    name: 'speculation rules: same-origin prefetch that redirects',
    page: (target, site) => {
      site.route('/hop', redirect(target))
      return '<script type="speculationrules">{"prefetch":[{"source":"list","urls":["/hop"],"eagerness":"immediate"}]}</script>'
    },
  },
  {
    name: 'speculation rules: same-origin prerender that redirects',
    page: (target, site) => {
      site.route('/hop', redirect(target))
      return '<script type="speculationrules">{"prerender":[{"source":"list","urls":["/hop"],"eagerness":"immediate"}]}</script>'
    },
  },
  {
    name: 'speculation rules: prerendered page with an image',
    page: (target, site) => {
      site.route('/next', () => html(`<img src="${target}">`))
      return '<script type="speculationrules">{"prerender":[{"source":"list","urls":["/next"],"eagerness":"immediate"}]}</script>'
    },
  },
]

/** Ways in which a page moves the tab. */
export const NAVIGATION_VECTORS: readonly RequestVector[] = [
  ...[301, 302, 303, 307, 308].map(status => ({
    name: `redirect ${status}`,
    page: (target: string) => new Response(null, { status, headers: { location: target } }),
  })),
  {
    name: 'redirect over two hops',
    page: (target, site) => {
      site.route('/hop', redirect(target))
      return new Response(null, { status: 302, headers: { location: '/hop' } })
    },
  },
  { name: 'Refresh header', page: target => html('', { refresh: `0;url=${target}` }) },
  element('meta refresh', target => `<meta http-equiv="refresh" content="0;url=${target}">`),
  code('location', target => `location = '${target}'`),
  code('location.replace', target => `location.replace('${target}')`),
  code('location after load', target => `onload = () => setTimeout(() => { location = '${target}' })`),
  element('link', target => `<a id="a" href="${target}">x</a>${script('a.click()')}`),
  element('form GET', target => `<form id="f" action="${target}"></form>${script('f.submit()')}`),
  element('form POST', target => `<form id="f" method="post" action="${target}"></form>${script('f.submit()')}`),
  element(
    'base',
    target =>
      `<base href="${target}"><form id="f" action=""></form>${script('f.action = document.baseURI; f.submit()')}`,
  ),
  element(
    'frame that moves the top',
    target => `<iframe srcdoc="<script>top.location = '${target}'</script>"></iframe>`,
  ),
]

/** Ways in which a page opens another, which becomes the tab. */
export const POPUP_VECTORS: readonly RequestVector[] = [
  code('window.open', target => `open('${target}')`),
  code('window.open without opener', target => `open('${target}', '_blank', 'noopener')`),
  code('window.open as a window', target => `open('${target}', 'w', 'width=300,height=300')`),
  code('window.open, then moved', target => `open('about:blank').location = '${target}'`),
  code(
    'window.open, then written to',
    target => `const w = open('about:blank'); w.document.write('<script>location = "${target}"</' + 'script>')`,
  ),
  element('target=_blank', target => `<a id="a" target="_blank" href="${target}">x</a>${script('a.click()')}`),
  element(
    'target=_blank with opener',
    target => `<a id="a" target="_blank" rel="opener" href="${target}">x</a>${script('a.click()')}`,
  ),
  element(
    'form target=_blank',
    target => `<form id="f" target="_blank" action="${target}"></form>${script('f.submit()')}`,
  ),
  {
    name: 'redirect in a popup',
    page: (target, site) => {
      site.route('/hop', redirect(target))
      return script("open('/hop')")
    },
  },
]
