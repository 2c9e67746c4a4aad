import { knownClosedRoots, shadowOf } from './registry.ts'

/** The document and every shadow root known in it, open and closed. */
export function allRoots(): (Document | ShadowRoot)[] {
  const roots: (Document | ShadowRoot)[] = [document, ...knownClosedRoots()]
  for (let i = 0; i < roots.length; i += 1) {
    const root = roots[i]
    if (root) for (const el of root.querySelectorAll(':defined')) pushOpen(roots, el)
  }
  return roots
}

function pushOpen(roots: (Document | ShadowRoot)[], el: Element): void {
  const shadow = el.shadowRoot ? shadowOf(el) : null
  if (shadow && !roots.includes(shadow)) roots.push(shadow)
}
