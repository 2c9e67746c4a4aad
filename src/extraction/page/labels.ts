import { attribute, childElements, descendants, type Element, hintsOf, type Page } from './page.ts'
import { lineOf, wordsIn } from './text.ts'

const HEADING = /^h[1-6]$/

export const isHeading = (element: Element): boolean =>
  HEADING.test(element.tag) || attribute(element, 'role') === 'heading' || element.tag === 'legend'

/** Level of a heading: 1 to 6; that of a legend or an unmarked one is 4. */
export const levelOf = (element: Element): number =>
  Number(/^h([1-6])$/.exec(element.tag)?.[1] ?? (attribute(element, 'aria-level') || 4))

/** aria-label, or the text of the elements that aria-labelledby names. */
export function accessibleName(element: Element, page: Page): string {
  const direct = attribute(element, 'aria-label')
  if (direct !== '') return direct
  const ids = attribute(element, 'aria-labelledby')
    .split(/\s+/)
    .filter(id => id !== '')
  if (ids.length === 0) return ''
  return ids
    .map(id => page.byId.get(id))
    .flatMap(other => (other ? [lineOf(other)] : []))
    .join(' ')
}

/** Names of an element as a group: its caption, accessible name, the headings before it or around it, its class words. */
export function labelsOf(element: Element, page: Page): string[] {
  const labels: string[] = []
  const caption = childElements(element).find(child => /^(caption|figcaption|legend)$/.test(child.tag))
  if (caption) labels.push(lineOf(caption))
  for (let at: Element | null = element; at; at = at.parent) {
    const name = accessibleName(at, page)
    if (name !== '') labels.push(name)
    const heading = headingBefore(at)
    if (heading) labels.push(lineOf(heading))
    if (labels.length >= 4) break
  }
  const hints = hintsOf(element)
  if (hints.trim() !== '') labels.push(hints.trim())
  return [...new Set(labels.filter(label => label !== ''))]
}

/** The nearest heading among the siblings before an element, or the last one inside such a sibling. */
export function headingBefore(element: Element): Element | undefined {
  const siblings = element.parent?.children ?? []
  for (let i = siblings.indexOf(element) - 1; i >= 0; i -= 1) {
    const sibling = siblings[i]
    if (typeof sibling === 'string' || sibling === undefined) continue
    if (isHeading(sibling)) return sibling
    if (/^(aside|nav|footer)$/.test(sibling.tag)) continue
    const inner = [...descendants(sibling)].filter(isHeading).at(-1)
    if (inner) return wordsIn(lineOf(sibling)).length < wordsIn(lineOf(inner)).length + 60 ? inner : undefined
  }
  return undefined
}
