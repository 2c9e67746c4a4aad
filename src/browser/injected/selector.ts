const quote = (id: string): string => CSS.escape(id)

const isUnique = (root: Document | ShadowRoot, selector: string): boolean =>
  root.querySelectorAll(selector).length === 1

function nthOfType(el: Element): string {
  let nth = 1
  let only = true
  for (let s = el.previousElementSibling; s; s = s.previousElementSibling) if (s.localName === el.localName) nth += 1
  for (let s = el.nextElementSibling; s && only; s = s.nextElementSibling)
    if (s.localName === el.localName) only = false
  return nth === 1 && only ? el.localName : `${el.localName}:nth-of-type(${nth})`
}

const STABLE = ['data-testid', 'name', 'aria-label'] as const

function shortcut(el: Element, root: Document | ShadowRoot): string | undefined {
  if (el.id && isUnique(root, `#${quote(el.id)}`)) return `#${quote(el.id)}`
  for (const name of STABLE) {
    const value = el.getAttribute(name)
    if (!value || value.length > 60) continue
    const selector = `${el.localName}[${name}=${JSON.stringify(value)}]`
    if (isUnique(root, selector)) return selector
  }
  return undefined
}

function within(el: Element, root: Document | ShadowRoot): string {
  const own = shortcut(el, root)
  if (own) return own
  const path = [nthOfType(el)]
  for (let up = el.parentElement; up && up !== document.body; up = up.parentElement) {
    const anchor = up.id && isUnique(root, `#${quote(up.id)}`) ? `#${quote(up.id)}` : undefined
    path.unshift(anchor ?? nthOfType(up))
    if (anchor) break
    const short = path.join('>')
    if (path.length > 1 && isUnique(root, short)) return short
  }
  const full = path.join('>')
  return root instanceof ShadowRoot || isUnique(root, full) ? full : `body>${full}`
}

/** A short selector for an element: CSS within each tree, the trees of shadow hosts joined by ` >>> `. */
export function selectorOf(el: Element): string {
  const root = el.getRootNode()
  if (root instanceof ShadowRoot) return `${selectorOf(root.host)} >>> ${within(el, root)}`
  return within(el, document)
}
