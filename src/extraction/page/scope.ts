import { accessibleName, isHeading, levelOf } from './labels.ts'
import { nameScore } from './names.ts'
import type { Element, Page } from './page.ts'
import { clean, lineOf, wordsIn } from './text.ts'

/** A stretch of the document, as positions of elements. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The part of the page that a name stands for: what follows a heading, or what an entry, group or named box holds. */
export function rangeOf(page: Page, name: string): Range | undefined {
  const scored = page.elements.flatMap(element => {
    const label = ownLabel(element, page)
    if (label === '' || wordsIn(label).length > 10) return []
    const score = nameScore(name, label)
    return score >= 0.6 ? [{ element, score }] : []
  })
  const best = scored.sort((a, b) => b.score - a.score || a.element.order - b.element.order)[0]?.element
  if (!best) return undefined
  if (!isHeading(best)) return { from: best.order, to: best.end }
  const next = page.elements.find(
    other => other.order > best.end && isHeading(other) && levelOf(other) <= levelOf(best),
  )
  const to = next ? next.order - 1 : page.elements.length
  return { from: best.order, to }
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
