import { childElements, type Element, type Page } from '../page/page.ts'
import { wordsIn } from '../page/text.ts'
import { isFurniture } from './noise.ts'

interface Mass {
  /** Words outside furniture. */
  words: number
  /** Those of them in links. */
  linked: number
}

/** The smallest element that holds nearly all of what is neither furniture nor links. */
export function contentRoot(page: Page): { root: Element; noise: ReadonlySet<Element> } {
  const mass = new Map<Element, Mass>()
  const noise = new Set<Element>()
  const weigh = (element: Element, inLink: boolean): Mass => {
    const own: Mass = { words: 0, linked: 0 }
    const linked = inLink || element.tag === 'a'
    for (const child of element.children) {
      if (typeof child === 'string') {
        const n = wordsIn(child).length
        own.words += n
        if (linked) own.linked += n
      } else {
        const m = weigh(child, linked)
        own.words += m.words
        own.linked += m.linked
      }
    }
    mass.set(element, own)
    return own
  }
  weigh(page.body, false)
  const plain = (e: Element) => {
    const m = mass.get(e)
    return m ? m.words - m.linked : 0
  }
  const all = plain(page.body)
  const prune = (element: Element): Mass => {
    if (isFurniture(element) && (plain(element) < all * 0.35 || element.tag === 'nav' || element.tag === 'footer')) {
      noise.add(element)
      const zero = { words: 0, linked: 0 }
      mass.set(element, zero)
      return zero
    }
    const m = mass.get(element) ?? { words: 0, linked: 0 }
    for (const child of childElements(element)) {
      const before = { ...(mass.get(child) ?? { words: 0, linked: 0 }) }
      const after = prune(child)
      m.words -= before.words - after.words
      m.linked -= before.linked - after.linked
    }
    return m
  }
  prune(page.body)
  const value = (e: Element) => {
    const m = mass.get(e)
    return m ? m.words - m.linked * 0.8 : 0
  }
  let root = page.body
  for (;;) {
    const next = childElements(root).sort((a, b) => value(b) - value(a))[0]
    if (!next || value(next) < value(root) * 0.8) break
    root = next
  }
  return { root, noise }
}
