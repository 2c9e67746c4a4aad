import { priceIn, priceTextIn } from '../../language/amounts.ts'
import { numberIn } from '../../language/numbers.ts'
import type { Fact } from './facts.ts'
import { isHeading } from './labels.ts'
import { attribute, contains, descendants, type Element, hintsOf, type Page, tokensIn } from './page.ts'
import { isOldPrice, isStruck, priceTextOf } from './prices.ts'
import { isPeripheral } from './scope.ts'
import { dataFacts } from './structured.ts'
import { cellOf } from './tables.ts'
import { lineOf, textOf, wordsIn } from './text.ts'
import { metaOf, titleOf } from './title.ts'

/** What a page says of its subject without a label: its title, price, author, date, picture, contact. */
export function commonFacts(page: Page): Fact[] {
  const facts: Fact[] = []
  const add = (label: string, text: string, at: { element?: Element | undefined; trust: number }) => {
    const element = at.element ?? page.body
    if (text !== '')
      facts.push({ label, cell: { ...(at.element && cellOf(at.element)), text }, element, trust: at.trust, labels: [] })
  }
  const title = titleOf(page)
  const heading = page.elements.find(element => element.tag === 'h1' && lineOf(element) !== '')
  for (const label of ['title', 'name', 'headline', 'product name']) add(label, title, { element: heading, trust: 0.9 })
  addPrice(page, heading, add)
  addByline(page, add)
  addContacts(page, add)
  addMarked(page, add)
  add('description', metaOf(page, 'description', 'og:description'), { trust: 0.5 })
  add('image', metaOf(page, 'og:image', 'og:image:url'), { trust: 0.7 })
  for (const label of ['url', 'link']) add(label, page.url, { trust: 0.5 })
  for (const fact of dataFacts(page)) {
    const visible = /price/.test(fact.label) ? visiblePrice(page, fact.value) : undefined
    add(fact.label, visible ?? fact.value, { trust: fact.isSeen || visible !== undefined ? 0.85 : 0.6 })
  }
  return facts
}

type Add = (label: string, text: string, at: { element?: Element | undefined; trust: number }) => void

/** The first amount after the main heading, outside of lists of other things. */
function addPrice(page: Page, heading: Element | undefined, add: Add): void {
  const old = page.elements.find(element => isStruck(element) && priceIn(lineOf(element)) !== undefined)
  for (const label of ['original price', 'list price', 'old price'])
    if (old) add(label, priceTextIn(lineOf(old)) ?? '', { element: old, trust: 0.8 })
  const now = (element: Element) => priceTextOf(element) ?? lineOf(element, { skip: isStruck })
  const priced = page.elements.filter(element => {
    const text = old && contains(element, old) ? now(element) : lineOf(element)
    return (
      text.length <= 40 && priceIn(text) !== undefined && !isPeripheral(element) && !/^(button|tr)$/.test(element.tag)
    )
  })
  const after = priced.filter(element => element.order > (heading?.order ?? 0) && !isOldPrice(element))
  const best = after.find(element => /\bprice\b|\bamount\b/.test(hintsOf(element))) ?? after[0] ?? priced[0]
  if (best) add('price', priceTextIn(now(best)) ?? now(best), { element: best, trust: 0.7 })
}

function visiblePrice(page: Page, value: string): string | undefined {
  const amount = numberIn(value)
  if (amount === undefined) return undefined
  for (const line of textOf(page.body).split('\n')) {
    const price = priceIn(line)
    if (price && Math.abs(price.amount - amount) < 0.005) return priceTextIn(line)
  }
  return undefined
}

const BY =
  /^(?:[Ww]ritten |[Pp]osted |[Ss]tory |[Ww]ords )?[Bb][Yy]:?\s+(?=\p{Lu})(.{2,60}?)(?=$|\s+[·•|–—-]\s|\s+on\s|,|\n)/u

function addByline(page: Page, add: Add): void {
  for (const element of page.elements) {
    if (isPeripheral(element)) continue
    const named = attribute(element, 'rel') === 'author' || attribute(element, 'itemprop') === 'author'
    const hinted = /\b(author|byline)\b/.test(hintsOf(element)) && !isHeading(element)
    const text = named || hinted || element.isBlock ? lineOf(element) : ''
    if (text === '' || wordsIn(text).length > 30) continue
    const by = BY.exec(text)?.[1]
    if (named) add('author', by ?? text, { element, trust: 0.9 })
    else if (by !== undefined) add('author', by, { trust: 0.7 })
    else if (hinted && wordsIn(text).length <= 5) add('author', text, { element, trust: 0.7 })
    if (element.tag === 'time' || attribute(element, 'datetime') !== '')
      add('date', lineOf(element), { element, trust: 0.8 })
  }
  const time = page.elements.find(element => element.tag === 'time' && !isPeripheral(element) && lineOf(element) !== '')
  if (time) for (const label of ['date', 'published']) add(label, lineOf(time), { element: time, trust: 0.85 })
  add('author', metaOf(page, 'author', 'article:author', 'dc.creator').replace(/^https?:.*$/, ''), { trust: 0.65 })
  for (const label of ['date', 'published'])
    add(label, metaOf(page, 'article:published_time', 'date', 'datepublished', 'dc.date'), { trust: 0.6 })
}

/** What is marked up with a class that nothing else on the page has: "brand", "state". */
function addMarked(page: Page, add: Add): void {
  const marked = Map.groupBy(
    page.elements.flatMap(element => tokensIn(attribute(element, 'class')).map(token => ({ token, element }))),
    ({ token }) => token,
  )
  for (const [token, [only, second]] of marked) {
    if (!only || second || isPeripheral(only.element)) continue
    const text = lineOf(only.element)
    if (wordsIn(text).length > 6 || only.element.children.length > 2) continue
    add(token.replace(/[_-]+/g, ' '), text.replace(/^by (?=\p{Lu})/u, ''), { element: only.element, trust: 0.55 })
  }
}

/** What stands in an address, as it reads; as written where it is encoded wrongly. */
function decoded(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}

function addContacts(page: Page, add: Add): void {
  for (const link of descendants(page.body)) {
    const href = attribute(link, 'href')
    if (href.startsWith('mailto:')) add('email', decoded(href.slice(7).split('?')[0] ?? ''), { trust: 0.85 })
    if (href.startsWith('tel:')) add('phone', lineOf(link) || href.slice(4), { trust: 0.85 })
  }
}
