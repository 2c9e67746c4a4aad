import { accessibleName, isHeading, levelOf } from './labels.ts'
import type { Element, Page } from './page.ts'
import { clean, lineOf, wordsIn } from './text.ts'

/** A stretch of the document, as positions of elements. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** A part of the page and what it is called. */
export interface Part {
  readonly label: string
  readonly range: Range
}

const parts = new WeakMap<Page, readonly Part[]>()
/** A longer label is prose, in words. */
const MOST_WORDS = 10

/** What follows each heading, and what each entry, group or named box holds. */
export function partsOf(page: Page): readonly Part[] {
  const known = parts.get(page)
  if (known) return known
  const headings = page.elements.filter(isHeading)
  const found = page.elements.flatMap(element => {
    const label = ownLabel(element, page)
    if (label === '' || wordsIn(label).length > MOST_WORDS) return []
    if (!isHeading(element)) return [{ label, range: { from: element.order, to: element.end } }]
    const next = headings.find(other => other.order > element.end && levelOf(other) <= levelOf(element))
    return [{ label, range: { from: element.order, to: next ? next.order - 1 : page.elements.length } }]
  })
  parts.set(page, found)
  return found
}

function ownLabel(element: Element, page: Page): string {
  if (isHeading(element)) return lineOf(element)
  if (element.tag === 'li' || element.tag === 'summary' || element.tag === 'dt') {
    return clean(
      element.children.map(child => (typeof child === 'string' ? child : child.isBlock ? '' : lineOf(child))).join(' '),
    )
  }
  return /^(a|button|input|select|textarea|img|svg|td|label|span|i)$/.test(element.tag)
    ? ''
    : accessibleName(element, page)
}

export const isWithin = (range: Range, element: Element): boolean =>
  range.from <= element.order && element.order <= range.to

/** Whether an element stands in what surrounds the content: navigation, header, footer, sidebars. */
export function isPeripheral(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parent) {
    if (/^(nav|footer|menu)$/.test(at.tag)) return true
    if (/^(navigation|contentinfo|banner|toolbar|menu|menubar|tablist)$/.test(at.attributes['role'] ?? '')) return true
  }
  return false
}
