/** A request that the site has heard. */
export interface HeardRequest {
  readonly method: string
  readonly path: string
  /** The whole address, query included. */
  readonly address: string
  readonly host: string
  readonly headers: Headers
  readonly body: string
}

type Respond = (request: Request) => Response | Promise<Response>

/** A local web server for tests: every path answers what it was told to. */
export interface Site extends Disposable {
  readonly port: number
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string
  /** Address of a path; with a host, under that name (test gates lead every name to loopback). */
  url(path?: string, host?: string): string
  /** Serves a page; `path` defaults to `/`. Gives its address. */
  show(html: string, path?: string): string
  /** Answers a path with a response of one's own. Gives its address. */
  route(path: string, respond: Respond): string
  /** Every request so far, oldest first. */
  readonly heard: readonly HeardRequest[]
  /** Whether the path was asked for. */
  hasHeard(path: string): boolean
  /** Forgets what was heard; the pages stay. */
  forget(): void
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }

/** Starts a site on a free port of 127.0.0.1. */
export const serveSite = (): Site => {
  const routes = new Map<string, Respond>()
  const heard: HeardRequest[] = []
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 0,
    fetch: async request => {
      const { pathname } = new URL(request.url)
      const copy = request.clone()
      heard.push({
        method: request.method,
        path: pathname,
        address: request.url,
        host: request.headers.get('host') ?? '',
        headers: request.headers,
        body: await copy.text(),
      })
      return (await routes.get(pathname)?.(request)) ?? new Response('not here', { status: 404, headers: HTML })
    },
  })
  const url = (path = '/', host = '127.0.0.1') => `http://${host}:${server.port}${path}`
  const route = (path: string, respond: Respond) => {
    routes.set(path, respond)
    return url(path)
  }
  return {
    port: Number(server.port),
    origin: url(''),
    url,
    route,
    show: (html, path = '/') => route(path, () => new Response(html, { headers: HTML })),
    heard,
    hasHeard: path => heard.some(request => request.path === path),
    forget: () => void heard.splice(0),
    [Symbol.dispose]: () => void server.stop(true),
  }
}
