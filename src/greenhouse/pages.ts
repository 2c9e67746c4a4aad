import { STYLE } from './style.ts'

export interface Product {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly cents: number
  readonly colours: string
}

export const PRODUCTS: readonly Product[] = [
  { id: 'fern', name: 'Boston fern', about: 'Likes shade and a daily word.', cents: 1450, colours: '#8fc19a, #2f7d5b' },
  { id: 'monstera', name: 'Monstera', about: 'Grows holes, on purpose.', cents: 2900, colours: '#bcd9a0, #3c6e47' },
  {
    id: 'cactus',
    name: 'Golden barrel cactus',
    about: 'Asks for nothing. Do not hug.',
    cents: 990,
    colours: '#f2d16b, #7c9a3f',
  },
  {
    id: 'orchid',
    name: 'Moth orchid',
    about: 'Flowers when it feels like it.',
    cents: 2350,
    colours: '#f3c6d8, #a85c86',
  },
  { id: 'pot', name: 'Terracotta pot', about: '18 cm, with a saucer.', cents: 1200, colours: '#e3a27f, #b5603c' },
  { id: 'can', name: 'Watering can', about: 'One litre, long spout.', cents: 1875, colours: '#b8d3e6, #4c7d9e' },
]

/** Who looks at a page. */
export interface Visitor {
  email: string | null
  readonly cart: Map<string, number>
}

export const toPrice = (cents: number): string => `€${(cents / 100).toFixed(2)}`

const page = (title: string, visitor: Visitor, body: string): string => {
  const items = [...visitor.cart.values()].reduce((sum, count) => sum + count, 0)
  const account = visitor.email ? '<a href="/account">Account</a>' : '<a href="/login">Sign in</a>'
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title} · Greenhouse</title><style>${STYLE}</style>
<header><strong>Greenhouse</strong><a href="/">Shop</a><a href="/cart">Cart (${items})</a>${account}</header>
<main><h1>${title}</h1>${body}</main></html>`
}

export const shopPage = (visitor: Visitor, query: string): string => {
  const found = PRODUCTS.filter(product => product.name.toLowerCase().includes(query.toLowerCase()))
  const cards = found.map(
    ({
      id,
      name,
      about,
      cents,
      colours,
    }) => `<li class="card"><div class="swatch" style="background: linear-gradient(135deg, ${colours})"></div>
<h2>${name}</h2><p>${about}</p><span class="price">${toPrice(cents)}</span>
<form method="post" action="/cart"><input type="hidden" name="product" value="${id}"><button aria-label="Add ${name} to cart">Add to cart</button></form></li>`,
  )
  const search = `<form><label>Search plants<input type="search" name="q" value="${escapeText(query)}"></label></form>`
  return page(
    'Plants for patient people',
    visitor,
    `${search}<p>${found.length} of ${PRODUCTS.length} shown</p><ul class="shelf">${cards.join('')}</ul>`,
  )
}

export const cartPage = (visitor: Visitor): string => {
  const lines = PRODUCTS.flatMap(product => {
    const count = visitor.cart.get(product.id)
    return count ? [{ ...product, count }] : []
  })
  if (lines.length === 0)
    return page('Your cart', visitor, '<p class="note">Nothing in it yet. <a href="/">To the shop</a></p>')
  const rows = lines.map(
    ({ name, count, cents }) => `<tr><td>${name}</td><td>${count}</td><td>${toPrice(count * cents)}</td></tr>`,
  )
  const total = lines.reduce((sum, { count, cents }) => sum + count * cents, 0)
  const table = `<table><thead><tr><th>Plant</th><th>Pieces</th><th>Price</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  return page('Your cart', visitor, `${table}<p class="price">Total ${toPrice(total)}</p>`)
}

const accountForm = (button: string, autocomplete: string): string => `<form class="sheet" method="post">
<label>Email<input type="email" name="email" autocomplete="username" required></label>
<label>Password<input type="password" name="password" autocomplete="${autocomplete}" minlength="10" required></label>
<button>${button}</button></form>`

const wrongNote = (text: string | null): string => (text ? `<p class="note wrong" role="alert">${text}</p>` : '')

export const loginPage = (visitor: Visitor, wrong: string | null): string =>
  page(
    'Sign in',
    visitor,
    `${wrongNote(wrong)}${accountForm('Sign in', 'current-password')}<p>New here? <a href="/signup">Create an account</a></p>`,
  )

export const signupPage = (visitor: Visitor, wrong: string | null): string =>
  page('Create an account', visitor, `${wrongNote(wrong)}${accountForm('Create account', 'new-password')}`)

export const accountPage = (visitor: Visitor): string =>
  page(
    'Your account',
    visitor,
    `<p class="note">Signed in as <b>${escapeText(visitor.email ?? '')}</b></p>
<table><thead><tr><th>Order</th><th>Date</th><th>Total</th></tr></thead>
<tbody><tr><td>1042</td><td>3 March</td><td>€43.50</td></tr><tr><td>1077</td><td>18 May</td><td>€19.80</td></tr></tbody></table>
<form method="post" action="/logout"><button>Sign out</button></form>`,
  )

const escapeText = (text: string): string => Bun.escapeHTML(text)
