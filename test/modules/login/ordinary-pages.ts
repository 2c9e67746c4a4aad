/** What a page of any site does after somebody signed in; `E` stands for another site's origin. */
export interface OrdinaryPage {
  readonly name: string
  readonly markup?: string
  readonly script?: string
  /** What the other site hears: parts of addresses and bodies. */
  readonly elsewhere?: readonly string[]
  /** Paths that the own site hears. */
  readonly own?: readonly string[]
}

const later = (source: string) => `setTimeout(() => { ${source} }, 50)`

export const ORDINARY_PAGES: readonly OrdinaryPage[] = [
  { name: 'a picture of a CDN', markup: '<img src="E/a.png">', elsewhere: ['/a.png'] },
  { name: 'pictures in several sizes', markup: '<img srcset="E/1x.png 1x, E/2x.png 2x">', elsewhere: ['/1x.png'] },
  {
    name: 'tiles of a map',
    script:
      "for (let x = 0; x < 4; x += 1) for (let y = 0; y < 3; y += 1) document.body.append(Object.assign(new Image(), { src: 'E/tiles/12/' + x + '/' + y + '.png' }))",
    elsewhere: ['/tiles/12/0/0.png', '/tiles/12/3/2.png'],
  },
  { name: 'a script of a CDN', markup: '<script src="E/lib.js"></script>', elsewhere: ['/lib.js'] },
  { name: 'a module of a CDN', script: "import('E/module.js').catch(() => {})", elsewhere: ['/module.js'] },
  {
    name: 'a script that calls back',
    script:
      "window.cb = () => {}; document.body.append(Object.assign(document.createElement('script'), { src: 'E/rates?callback=cb&from=EUR&to=USD' }))",
    elsewhere: ['callback=cb'],
  },
  { name: 'a style sheet', markup: '<link rel="stylesheet" href="E/s.css">', elsewhere: ['/s.css'] },
  {
    name: 'a picture behind the page',
    markup: '<div style="width:99px;height:99px;background:url(E/bg.png)"></div>',
    elsewhere: ['/bg.png'],
  },
  {
    name: 'a font',
    markup: '<style>@font-face { font-family: F; src: url(E/f.woff2) } p { font-family: F }</style><p>Words</p>',
    elsewhere: ['/f.woff2'],
  },
  { name: 'the poster of a video', markup: '<video poster="E/poster.jpg"></video>', elsewhere: ['/poster.jpg'] },
  { name: 'a video', markup: '<video src="E/film.mp4" preload="auto"></video>', elsewhere: ['/film.mp4'] },
  { name: 'a frame of another site', markup: '<iframe src="E/widget"></iframe>', elsewhere: ['/widget'] },
  {
    name: 'a frame that is told the language',
    markup: '<iframe src="E/frame" id="f"></iframe>',
    script: "f.onload = () => f.contentWindow.postMessage('de-DE', '*')",
    elsewhere: ['p=de-DE'],
  },
  {
    name: 'a count of visits',
    script: "navigator.sendBeacon('E/collect', JSON.stringify({ page: location.href, t: Date.now(), w: innerWidth }))",
    elsewhere: ['/collect'],
  },
  {
    name: 'a pixel with what is known of the visit',
    script:
      "new Image().src = 'E/px?cid=' + crypto.randomUUID() + '&sid=' + [...crypto.getRandomValues(new Uint8Array(20))].map(b => b.toString(16).padStart(2, '0')).join('') + '&dl=' + encodeURIComponent(location.href) + '&sr=1280x800'",
    elsewhere: ['/px?cid='],
  },
  {
    name: 'a report of an error',
    script:
      "fetch('E/errors', { method: 'POST', mode: 'no-cors', body: JSON.stringify({ stack: new Error('x is undefined').stack, agent: navigator.userAgent }) })",
    elsewhere: ['x is undefined'],
  },
  {
    name: 'a request of another origin that asks first',
    script:
      "fetch('E/api/items', { method: 'POST', headers: { 'content-type': 'application/json', 'x-client': 'web' }, body: JSON.stringify({ page: 1 }) })",
    elsewhere: ['{"page":1}'],
  },
  {
    name: 'GraphQL',
    script:
      "fetch('E/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ operationName: 'Items', variables: { first: 20 }, query: 'query Items($first: Int!) { items(first: $first) { id name } }' }) })",
    elsewhere: ['query Items'],
  },
  {
    name: 'the same request again and again',
    script: "for (let i = 0; i < 5; i += 1) fetch('E/poll', { method: 'POST', mode: 'no-cors', body: 'tick ' + i })",
    elsewhere: ['tick 0', 'tick 4'],
  },
  {
    name: 'a file that is uploaded to a store',
    script:
      "const d = new FormData(); d.append('file', new File(['a,b\\n1,2'], 'table.csv')); const r = new XMLHttpRequest(); r.open('POST', 'E/upload'); r.send(d)",
    elsewhere: ['table.csv'],
  },
  { name: 'a stream of another site', script: "new EventSource('E/events')", elsewhere: ['/events'] },
  {
    name: 'a worker that asks a CDN',
    script: "new Worker(URL.createObjectURL(new Blob([\"fetch('E/dictionary.json', { mode: 'no-cors' })\"])))",
    elsewhere: ['/dictionary.json'],
  },
  {
    name: 'a request that outlives the page',
    script: "fetch('E/bye', { method: 'POST', mode: 'no-cors', keepalive: true, body: 'left' })",
    elsewhere: ['/bye', 'left'],
  },
  { name: 'a prefetch', markup: '<link rel="prefetch" href="E/next.js" as="script">', elsewhere: ['/next.js'] },
  { name: 'a preload', markup: '<link rel="preload" href="E/soon.js" as="script">', elsewhere: ['/soon.js'] },
  {
    name: 'a chat over a WebSocket of its own',
    script: "const s = new WebSocket('ws://' + location.host + '/chat'); s.onopen = () => s.send('hello')",
    own: ['/chat'],
  },
  {
    name: 'a page built of its own answers',
    script: "fetch('/api/me').then(() => fetch('/api/items?page=2'))",
    own: ['/api/me', '/api/items'],
  },
  { name: 'a stream of its own', script: "new EventSource('/stream')", own: ['/stream'] },
  {
    name: 'a service worker that keeps files',
    script:
      "navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(() => fetch('/kept.css'))",
    own: ['/sw.js', '/kept.css'],
  },
  {
    name: 'a search',
    markup: '<form action="/search"><input name="q" value="plants"></form>',
    script: later('document.forms[0].submit()'),
    own: ['/search', '/arrived'],
  },
  {
    name: 'a way through several addresses',
    script: later("location.href = '/hop'"),
    own: ['/hop', '/hop2', '/landed', '/arrived'],
  },
  {
    name: 'a form of its own',
    markup: '<form method="post" action="/saved"><input name="n" value="Nora"></form>',
    script: later('document.forms[0].submit()'),
    own: ['/saved', '/arrived'],
  },
  {
    name: 'what is kept is sent to its site',
    script:
      "localStorage.setItem('cart', '[1,2]'); fetch('/sync', { method: 'POST', body: JSON.stringify(localStorage) })",
    own: ['/sync'],
  },
  {
    name: 'a picture of its own making',
    script:
      "document.body.append(Object.assign(new Image(), { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' })); fetch(URL.createObjectURL(new Blob(['x']))).then(() => fetch('/made'))",
    own: ['/made'],
  },
]
