import { attributeOf, nodeTypeOf, tagOf } from './dom.ts'
import { flatChildren } from './registry.ts'

/** What a person operates by itself, as far as markup tells. */
export const OPERABLE = `a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable]:not([contenteditable=false]),
  ${'button checkbox combobox link listbox menuitem menuitemcheckbox menuitemradio option radio searchbox slider spinbutton switch tab textbox treeitem'
    .split(' ')
    .map(role => `[role=${role}]`)
    .join()}`

export const isOperable = (el: Element): boolean => Element.prototype.matches.call(el, OPERABLE)

export const hasOperable = (el: Element): boolean => Element.prototype.querySelector.call(el, OPERABLE) !== null

/** Whether a text says something: signs alone are decoration. */
export const says = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

const SILENT = new Set('script style template noscript select textarea option datalist head title'.split(' '))
/** Inline parts that belong to the words around them. */
export const PHRASING = new Set(
  'b i em strong span small mark code abbr sub sup u s kbd samp var q cite bdi bdo font wbr ins del data'.split(' '),
)

/** What a picture is called. */
function pictured(el: Element, tag: string): string {
  const label = attributeOf(el, 'aria-label')
  if (label) return label
  if (tag === 'img') return attributeOf(el, 'alt') ?? ''
  return tag === 'svg' ? (el.querySelector(':scope > title')?.textContent ?? '') : ''
}

/** How words are gathered. */
interface Gathering {
  /** About how many characters are enough. */
  readonly max: number
  /** Parts to leave out. */
  skips?(el: Element): boolean
}

/** The words that a person reads in an element, in order; white space as it comes. */
export function wordsIn(el: Element, how: Gathering): string {
  let text = ''
  for (const child of Array.from(flatChildren(el))) {
    if (text.length >= how.max) break
    text += wordsOf(child, how)
  }
  return text
}

/** The words of a node, with spaces around what is no part of a line. */
export function wordsOf(node: Node, how: Gathering): string {
  const type = nodeTypeOf(node)
  if (type === Node.TEXT_NODE) return node.nodeValue ?? ''
  if (type !== Node.ELEMENT_NODE) return ''
  const el = node as Element
  const tag = tagOf(el)
  if (tag === 'br') return ' '
  if (SILENT.has(tag) || attributeOf(el, 'aria-hidden') === 'true' || how.skips?.(el)) return ''
  const { display, visibility } = getComputedStyle(el)
  if (display === 'none') return ''
  if (tag === 'img' || tag === 'svg') return visibility === 'visible' ? ` ${pictured(el, tag)} ` : ''
  if (visibility !== 'visible' && el.childElementCount === 0) return ''
  const text = wordsIn(el, how)
  return display.startsWith('inline') && display !== 'inline-block' ? text : ` ${text} `
}
