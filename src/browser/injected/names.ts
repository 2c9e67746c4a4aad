import { computeAccessibleDescription, computeAccessibleName } from 'dom-accessibility-api'
import { mayBeAddedTo } from './added-content.ts'
import { labelsOf } from './labels.ts'

/** White space collapsed, ends trimmed, at most `max` characters. */
export function collapse(text: string, max = 400): string {
  const flat = text.replace(/[\s\u200b\u00ad]+/g, ' ').trim()
  return flat.length > max ? `${flat.slice(0, max - 1)}…` : flat
}

const styled = (display: string): CSSStyleDeclaration =>
  ({
    getPropertyValue: (name: string) => (name === 'display' ? display : name === 'visibility' ? 'visible' : ''),
  }) as CSSStyleDeclaration

const BREAK = styled('block')
const UNSEEN = styled('none')
/** Parts of a drawing that are not drawn, though their computed style does not say so. */
const NOT_DRAWN = new Set('style script defs metadata symbol clipPath mask pattern'.split(' '))

/** A line break parts words as a block does (accname 1.2, 4.3.2 step 2F.i); as an inline box it would not. */
const styleOf: typeof getComputedStyle = (el, pseudo) => {
  if (el.localName === 'br') return BREAK
  return NOT_DRAWN.has(el.localName) ? UNSEEN : getComputedStyle(el, pseudo)
}

/** Roles that a page may not name (WAI-ARIA 1.3, section 5.2.8.6). */
const UNNAMED = new Set(
  'caption code definition deletion emphasis generic insertion mark none paragraph presentation strong subscript superscript term time'.split(
    ' ',
  ),
)

/** Roles whose name comes from what they hold, where nothing else names them. */
const FROM_CONTENT = new Set(
  `button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio rowheader switch tab
  treeitem tooltip`.split(/\s+/),
)

const hasNamingAttribute = (el: Element): boolean =>
  el.hasAttributes() &&
  (el.hasAttribute('aria-label') ||
    el.hasAttribute('aria-labelledby') ||
    el.hasAttribute('title') ||
    el.hasAttribute('aria-owns'))

const PSEUDO = ['::before', '::after'] as const

/** The text of an element that holds nothing but text, which is its name by content; undefined where it is not that simple. */
function plainText(el: Element): string | undefined {
  if (el.localName === 'input' || el.childElementCount > 0 || hasNamingAttribute(el)) return undefined
  if (el.localName === 'button' && labelsOf(el).length > 0) return undefined
  if (mayBeAddedTo(el) && PSEUDO.some(pseudo => getComputedStyle(el, pseudo).content !== 'none')) return undefined
  return el.textContent ?? ''
}

/** Roles whose name by content is all that they hold: the text of their descendants says it already. */
const WHOLE = new Set(['row', 'cell', 'rowgroup'])

/**
 * Accessible name (accname 1.2, by dom-accessibility-api), white space collapsed. Rows and cells are named only where an
 * attribute does it: read again by content, every table would be read three times.
 */
export function nameOf(el: Element, role: string): string {
  if (UNNAMED.has(role) || (WHOLE.has(role) && !hasNamingAttribute(el))) return ''
  if (FROM_CONTENT.has(role)) {
    const plain = plainText(el)
    if (plain !== undefined) return collapse(plain)
  } else if (!hasNamingAttribute(el) && NAMELESS_CONTAINERS.has(el.localName)) return ''
  const name = isPlainField(el) ? '' : collapse(computeAccessibleName(el, { getComputedStyle: styleOf }))
  return name || collapse(el.getAttribute('placeholder') ?? el.getAttribute('aria-placeholder') ?? '') // HTML-AAM 4.1.1: the last fallback
}

const BUTTONS = new Set('button image reset submit'.split(' '))

/** A field that nothing can name: no label, and no attribute. */
const isPlainField = (el: Element): boolean =>
  (el instanceof HTMLInputElement ? !BUTTONS.has(el.type) : el.localName === 'select' || el.localName === 'textarea') &&
  !hasNamingAttribute(el) &&
  labelsOf(el).length === 0

/** Elements that only an attribute can name. */
const NAMELESS_CONTAINERS = new Set(
  'ul ol li dl nav main header footer aside article section form div span body html tbody thead tfoot dialog figure'.split(
    ' ',
  ),
)

/** Accessible description, the title where the name did not use it. */
export function descriptionOf(el: Element, name: string): string {
  if (!el.hasAttributes()) return ''
  if (el.hasAttribute('aria-describedby')) {
    const described = collapse(computeAccessibleDescription(el, { getComputedStyle: styleOf }), 200)
    if (described && described !== name) return described
  }
  const plain = collapse(el.getAttribute('aria-description') ?? el.getAttribute('title') ?? '', 200)
  return plain === name ? '' : plain
}
