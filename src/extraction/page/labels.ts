import { attribute, type Element, hintsOf, isElement, type Page } from './page.ts'
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

const known = new WeakMap<Element, readonly string[]>()

/** Names of an element as a group: its caption, accessible name, the headings before it or around it, its class words. */
export function labelsOf(element: Element, page: Page): readonly string[] {
  const before = known.get(element)
  if (before) return before
  const labels = readLabels(element, page)
  known.set(element, labels)
  return labels
}

const isCaption = (child: Element | string): child is Element =>
  isElement(child) && /^(caption|figcaption|legend)$/.test(child.tag)

function readLabels(element: Element, page: Page): string[] {
  const labels: string[] = []
  const caption = element.children.find(isCaption)
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

const headings = new WeakMap<Element, readonly (Element | undefined)[]>()

/** The nearest heading among the siblings before an element, or the last one inside such a sibling. */
export function headingBefore({ parent, index }: Element): Element | undefined {
  if (!parent) return undefined
  const found = headings.get(parent) ?? headingsAmong(parent.children)
  headings.set(parent, found)
  return found[index]
}

/** By place among siblings: the heading before it. All of them in one pass, since a page may have thousands side by side. */
function headingsAmong(siblings: readonly (Element | string)[]): readonly (Element | undefined)[] {
  let nearest: Element | undefined
  return siblings.map(sibling => {
    const before = nearest
    if (!isElement(sibling)) return before
    const inner = isHeading(sibling) || /^(aside|nav|footer)$/.test(sibling.tag) ? undefined : lastHeadingIn(sibling)
    if (isHeading(sibling)) nearest = sibling
    else if (inner) nearest = wordsIn(lineOf(sibling)).length < wordsIn(lineOf(inner)).length + 60 ? inner : undefined
    return before
  })
}

function lastHeadingIn({ children }: Element): Element | undefined {
  for (let i = children.length - 1; i >= 0; i -= 1) {
    const child = children[i]
    if (!isElement(child)) continue
    const found = lastHeadingIn(child) ?? (isHeading(child) ? child : undefined)
    if (found) return found
  }
  return undefined
}
