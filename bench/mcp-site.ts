/** A shop of ordinary size for the task of `mcp.ts`: search, filter, product, order form, sign-in, account. */
export const startShop = (): { url: string; password: string } & Disposable => {
  const password = 'lantern-harbour-42'
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async request => {
      const { pathname, searchParams } = new URL(request.url)
      if (request.method === 'POST' && pathname === '/login') {
        const isRight = (await request.formData()).get('password') === password
        const headers = { location: isRight ? '/account' : '/login', 'set-cookie': 'signed=in; Path=/' }
        return new Response(null, { status: 303, headers })
      }
      if (request.method === 'POST') return new Response(null, { status: 303, headers: { location: '/thanks' } })
      const page = PAGES[pathname]?.(searchParams) ?? productPage(Number(pathname.split('/').at(-1)))
      return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
    },
  })
  return { url: `http://127.0.0.1:${server.port}`, password, [Symbol.dispose]: () => void server.stop(true) }
}

const KINDS = ['lamp', 'kettle', 'chair', 'shelf', 'rug', 'clock', 'mirror', 'stool']
const PRODUCTS = Array.from({ length: 48 }, (_, id) => ({
  id,
  name: `${['Harbour', 'Meadow', 'Slate', 'Juniper', 'Copper', 'Linen'][id % 6]} ${KINDS[id % KINDS.length]} No. ${id}`,
  price: 19 + ((id * 37) % 160),
  inStock: id % 3 !== 0,
}))

const links = (words: string): string =>
  words
    .split(' ')
    .map(word => `<li><a href="/p/${word}">${word}</a>`)
    .join('')

const whole = (
  title: string,
  main: string,
): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<header><nav><ul>${links('Lighting Kitchen Seating Storage Textiles Decor Garden Outlet Inspiration Stores')}</ul></nav>
<form action="/" role="search"><input type="search" name="q" aria-label="Search products"><button>Search</button></form>
<a href="/login">Sign in</a> <a href="/cart">Cart</a></header><main><h1>${title}</h1>${main}</main>
<footer><ul>${links('Delivery Returns Warranty Careers Press Privacy Terms Imprint Newsletter Gift-cards Trade Sustainability')}</ul></footer></html>`

const shopPage = (query: URLSearchParams): string => {
  const q = (query.get('q') ?? '').toLowerCase()
  const stock = query.get('stock') ?? 'any'
  const found = PRODUCTS.filter(({ name, inStock }) => name.toLowerCase().includes(q) && (stock === 'any' || inStock))
  const options = [
    ['any', 'Any availability'],
    ['in', 'In stock'],
  ].map(([value, text]) => `<option value="${value}"${value === stock ? ' selected' : ''}>${text}</option>`)
  const rows = found.map(
    ({ id, name, price, inStock }) =>
      `<li><article><h2><a href="/product/${id}">${name}</a></h2><p>€${price}.00</p><p>${inStock ? 'In stock' : 'Sold out'}</p><button>Add ${name} to wish list</button></article>`,
  )
  return whole(
    q ? `Results for ${q}` : 'All products',
    `<form action="/"><input type="hidden" name="q" value="${q}"><label>Availability <select name="stock" onchange="this.form.submit()">${options.join('')}</select></label></form><ul>${rows.join('')}</ul>`,
  )
}

const productPage = (id: number): string => {
  const { name, price } = PRODUCTS[id] ?? { name: 'Nothing', price: 0 }
  return whole(
    name,
    `<p>€${price}.00</p><dl><dt>Material</dt><dd>Brass and glass</dd><dt>Height</dt><dd>42 cm</dd><dt>Delivery time</dt><dd>3 to 5 days</dd><dt>Warranty</dt><dd>5 years</dd></dl><p>${'Made by hand in a small workshop by the sea. '.repeat(12)}</p>
<form method="post" action="/order"><label>Quantity <input name="quantity" type="number" value="1"></label><label>Full name <input name="name" autocomplete="name"></label><label>Note to the shop <textarea name="note"></textarea></label><button>Place order</button></form>`,
  )
}

const PAGES: Record<string, (query: URLSearchParams) => string> = {
  '/': shopPage,
  '/thanks': () => whole('Thank you', '<p>Your order number is 7731.</p>'),
  '/login': () =>
    whole(
      'Sign in',
      '<form method="post" action="/login"><label>Email <input name="email" type="email" autocomplete="username"></label><label>Password <input name="password" type="password" autocomplete="current-password"></label><button>Sign in</button></form>',
    ),
  '/account': () =>
    whole('Your account', '<p>Signed in as Ada.</p><a href="/orders">Your orders</a> <a href="/out">Sign out</a>'),
}
