import { onlyPricesIn } from '../../language/amounts.ts'
import { type Element, hintsOf } from './page.ts'
import { lineOf } from './text.ts'

const STRUCK = /^(s|del|strike)$/
const CALLED_OLD = /\b(old|was|strike|list|regular|compare|before|crossed|original|rrp|msrp|uvp)\b/

/** Whether an element says what no longer holds: struck out (HTML 4.5.5, `s` and `del`), or called so. */
export const isStruck = ({ tag }: Element): boolean => STRUCK.test(tag)
export const isOldPrice = (element: Element): boolean => isStruck(element) || CALLED_OLD.test(hintsOf(element))

/** A longer text says more than a price, in characters. */
const LONGEST = 60

/** The price of an element that says nothing but prices, as it reads: cents that are raised are decimals, what is struck out does not count. */
export const priceTextOf = (element: Element): string | undefined => {
  if (element.children.length < 2 && typeof element.children[0] === 'string') return undefined
  const line = lineOf(element)
  if (line.length > LONGEST || !/\d/.test(line) || onlyPricesIn(line) === undefined) return undefined
  const paid = write(element, '', isOldPrice)
  return (
    onlyPricesIn(paid) ?? onlyPricesIn(write(element, '', isStruck)) ?? onlyPricesIn(write(element, '', () => false))
  )
}

const write = (element: Element, before: string, skip: (element: Element) => boolean): string =>
  element.children.reduce<string>((text, child) => {
    if (typeof child === 'string') return text + child
    if (skip(child)) return `${text} `
    const own = lineOf(child)
    if (child.tag === 'sup' && /^\d{2}$/.test(own) && /\d$/.test(text))
      return `${text}${/\.\d{3}$/.test(text) ? ',' : '.'}${own}`
    const gap = child.isBlock ? ' ' : ''
    return `${gap}${write(child, text + gap, skip)}${gap}`.replace(/^ /, '')
  }, before)
