import { accountPage, cartPage, loginPage, PRODUCTS, shopPage, signupPage, type Visitor } from './pages.ts'

/** The shop that the service brings along, on a loopback port of its own. */
export interface Greenhouse extends AsyncDisposable {
  readonly port: number
}

/** Where sessions find it; the name leads there in the egress ports alone. */
export const GREENHOUSE_HOST = 'greenhouse.test'

const COOKIE = 'greenhouse'

/** An account that is there from the start. */
export const GREENHOUSE_ACCOUNT = { email: 'ada@greenhouse.example', password: 'orchid-window-17' } as const

/** Starts the shop: a shelf, a cart, sign-in, sign-up and an account page. It forgets everything when it stops. */
export const startGreenhouse = (): Greenhouse => {
  const visitors = new Map<string, Visitor>()
  const accounts = new Map<string, string>([[GREENHOUSE_ACCOUNT.email, GREENHOUSE_ACCOUNT.password]])
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async request => {
      const known = readCookie(request)
      const id = known && visitors.has(known) ? known : crypto.randomUUID()
      const visitor = visitors.get(id) ?? { email: null, cart: new Map() }
      visitors.set(id, visitor)
      const response = await answer(request, visitor, accounts)
      response.headers.append('set-cookie', `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400`)
      return response
    },
  })
  return { port: server.port ?? 0, [Symbol.asyncDispose]: () => server.stop(true) }
}

const readCookie = (request: Request): string | undefined =>
  new RegExp(`(?:^|; )${COOKIE}=([0-9a-f-]+)`).exec(request.headers.get('cookie') ?? '')?.[1]

const html = (text: string, status = 200): Response =>
  new Response(text, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })

const see = (path: string): Response => new Response(null, { status: 303, headers: { location: path } })

const answer = async (request: Request, visitor: Visitor, accounts: Map<string, string>): Promise<Response> => {
  const { pathname, searchParams } = new URL(request.url)
  if (request.method === 'POST') return take(pathname, await request.formData(), { visitor, accounts })
  if (pathname === '/') return html(shopPage(visitor, searchParams.get('q') ?? ''))
  if (pathname === '/cart') return html(cartPage(visitor))
  if (pathname === '/login') return html(loginPage(visitor, null))
  if (pathname === '/signup') return html(signupPage(visitor, null))
  if (pathname === '/account') return visitor.email ? html(accountPage(visitor)) : see('/login')
  return html('<title>Not found</title><h1>No such page</h1>', 404)
}

/** What a form sent. */
const take = (
  path: string,
  form: FormData,
  { visitor, accounts }: { visitor: Visitor; accounts: Map<string, string> },
): Response => {
  const field = (name: string) => String(form.get(name) ?? '')
  const email = field('email').toLowerCase()
  if (path === '/cart') {
    const product = PRODUCTS.find(({ id }) => id === field('product'))
    if (product) visitor.cart.set(product.id, (visitor.cart.get(product.id) ?? 0) + 1)
    return see('/cart')
  }
  if (path === '/login') {
    if (accounts.get(email) !== field('password'))
      return html(loginPage(visitor, 'That email and password do not match.'))
    visitor.email = email
    return see('/account')
  }
  if (path === '/signup') {
    if (accounts.has(email)) return html(signupPage(visitor, 'There is an account with that email already.'))
    accounts.set(email, field('password'))
    visitor.email = email
    return see('/account')
  }
  visitor.email = null
  return see('/')
}
