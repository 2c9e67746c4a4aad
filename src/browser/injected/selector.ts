import { tagOf } from './dom.ts'

const quote = (id: string): string => CSS.escape(id)

/** What is found out about a document while it stands still, so that it is found out once. */
interface Found {
  readonly unique: Map<Document | ShadowRoot, Map<string, boolean>>
  readonly places: Map<Element, string>
}

/** The tree that a selector is for. */
interface Place {
  readonly root: Document | ShadowRoot
  readonly found: Found
}

/** Whether a selector that fits an element fits nothing else. Most that fit more fit something before it, which is found soon. */
function isUnique(el: Element, selector: string, { root, found: { unique } }: Place): boolean {
  const known = unique.get(root) ?? new Map<string, boolean>()
  unique.set(root, known)
  const is =
    known.get(selector) ?? (root.querySelector(selector) === el && root.querySelectorAll(selector).length === 1)
  known.set(selector, is)
  return is
}

/** A step to an element from its parent, by its place among its like. */
function nthOfType(el: Element, { places }: Found): string {
  const siblings = el.parentNode?.children ?? [el]
  const known = places.get(el)
  if (known !== undefined) return known
  const counts = new Map<string, number>()
  const nths: [Element, number][] = []
  for (const sibling of siblings) {
    const nth = (counts.get(tagOf(sibling)) ?? 0) + 1
    counts.set(tagOf(sibling), nth)
    nths.push([sibling, nth])
  }
  for (const [sibling, nth] of nths) {
    const tag = tagOf(sibling)
    places.set(sibling, counts.get(tag) === 1 ? tag : `${tag}:nth-of-type(${nth})`)
  }
  return places.get(el) ?? tagOf(el)
}

const STABLE = ['data-testid', 'name', 'aria-label'] as const

function shortcut(el: Element, root: Document | ShadowRoot, found: Found): string | undefined {
  if (el.id && isUnique(el, `#${quote(el.id)}`, { root, found })) return `#${quote(el.id)}`
  for (const name of STABLE) {
    const value = el.getAttribute(name)
    if (!value || value.length > 60) continue
    const selector = `${el.localName}[${name}=${JSON.stringify(value)}]`
    if (isUnique(el, selector, { root, found })) return selector
  }
  return undefined
}

function within(el: Element, root: Document | ShadowRoot, found: Found): string {
  const own = shortcut(el, root, found)
  if (own) return own
  const path = [nthOfType(el, found)]
  for (let up = el.parentElement; up && up !== document.body; up = up.parentElement) {
    const anchor = up.id && isUnique(up, `#${quote(up.id)}`, { root, found }) ? `#${quote(up.id)}` : undefined
    path.unshift(anchor ?? nthOfType(up, found))
    if (anchor) break
    const short = path.join('>')
    if (path.length > 1 && isUnique(el, short, { root, found })) return short
  }
  const full = path.join('>')
  return root instanceof ShadowRoot || isUnique(el, full, { root, found }) ? full : `body>${full}`
}

/** Makes short selectors for elements, as long as the document stands still: CSS within each tree, the trees of shadow hosts joined by ` >>> `. */
export function createSelecting(): (el: Element) => string {
  const found: Found = { unique: new Map(), places: new Map() }
  const select = (el: Element): string => {
    const root = el.getRootNode()
    if (root instanceof ShadowRoot) return `${select(root.host)} >>> ${within(el, root, found)}`
    return within(el, document, found)
  }
  return select
}

/** A short selector for one element. */
export const selectorOf = (el: Element): string => createSelecting()(el)
