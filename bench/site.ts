/** Pages to load, on loopback: an article with pictures, a table, and a form. Not cached, so that each load is a whole one. */
export const startSite = (): { url: string; paths: readonly string[] } & Disposable => {
  const pages = new Map([
    ['/article', article()],
    ['/table', table()],
    ['/form', form()],
  ])
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: request => {
      const { pathname } = new URL(request.url)
      const headers = { 'cache-control': 'no-store' }
      const page = pages.get(pathname)
      if (page) return new Response(page, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
      if (pathname.endsWith('.svg'))
        return new Response(picture(pathname), { headers: { ...headers, 'content-type': 'image/svg+xml' } })
      return new Response('', { status: 404 })
    },
  })
  return {
    url: `http://127.0.0.1:${server.port}`,
    paths: [...pages.keys()],
    [Symbol.dispose]: () => void server.stop(true),
  }
}

const whole = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>body{font:16px/1.5 sans-serif;margin:2rem}td{padding:.3rem 1rem}</style><h1>${title}</h1>${body}</html>`

const repeat = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join('')

const article = (): string =>
  whole(
    'Article',
    repeat(
      12,
      i =>
        `<p>${'The quick brown fox jumps over the lazy dog. '.repeat(8)}</p><img src="/${i}.svg" width="240" height="120" alt="Figure ${i}">`,
    ),
  )

const table = (): string =>
  whole(
    'Table',
    `<table>${repeat(200, i => `<tr><td>${i}</td><td>Item ${i}</td><td>${(i * 37) % 101}.00</td><td><a href="/table?row=${i}">Open</a></td></tr>`)}</table>`,
  )

const form = (): string =>
  whole(
    'Form',
    `<form>${repeat(20, i => `<p><label>Field ${i} <input name="f${i}"></label></p>`)}<button>Send</button></form>`,
  )

const picture = (seed: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="120"><rect width="240" height="120" fill="#${Bun.hash(seed).toString(16).slice(0, 6)}"/><circle cx="120" cy="60" r="40" fill="#fff"/></svg>`
