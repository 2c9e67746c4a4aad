import { attributeOf, boxOf } from './dom.ts'
import { elementAt, operates } from './hit.ts'
import { allRoots, containsFlat } from './registry.ts'
import { createMemo } from './still.ts'
import { hasOperable, isOperable, OPERABLE, says } from './words.ts'

/*
 * Parts that are hidden from assistive technology alone. A person sees them and operates what is in them; but most are
 * decoration, a page behind a dialog, or copies that let a carousel run in a circle.
 */

/** Controls of such a part that are tried. */
const MAX_TRIED = 12

const MODALS = 'dialog:modal, [aria-modal=true]'

/** Dialogs that are open and let nothing else be operated. */
const modalsIn = createMemo((): Element[] =>
  allRoots().flatMap(root =>
    [...root.querySelectorAll(MODALS)].filter(el => el.checkVisibility({ visibilityProperty: true })),
  ),
)

const isBehindModal = (el: Element): boolean =>
  modalsIn(document).some(modal => !containsFlat(modal, el) && !containsFlat(el, modal))

const contentOf = (el: Element): string => el.textContent?.trim() || el.innerHTML

/** Whether the same stands beside it for everybody. */
function isCopy(el: Element): boolean {
  const own = contentOf(el)
  return [...(el.parentElement?.children ?? [])].some(
    other =>
      other !== el && other.ariaHidden !== 'true' && other.localName === el.localName && contentOf(other) === own,
  )
}

/** Whether a link leads where another one beside it leads, that says more. */
const isSecondLink = (el: Element): boolean =>
  el instanceof HTMLAnchorElement &&
  [...(el.parentElement?.querySelectorAll('a[href]') ?? [])].some(
    other => other !== el && other.ariaHidden !== 'true' && (other as HTMLAnchorElement).href === el.href,
  )

const FIELDS = new Set('input select textarea'.split(' '))

/** Whether a control takes the pointer in its middle, and says what it is. */
function isTaken(el: Element): boolean {
  if (
    !FIELDS.has(el.localName) &&
    ![el.textContent ?? '', attributeOf(el, 'aria-label') ?? '', attributeOf(el, 'title') ?? ''].some(says)
  )
    return false
  const { left, top, width, height } = boxOf(el)
  const [x, y] = [left + width / 2, top + height / 2]
  return width > 2 && height > 2 && operates(el, elementAt(x, y))
}

/** Whether a person can operate something in a part that is hidden from assistive technology. */
export function isOpenToAll(el: Element): boolean {
  if (!isOperable(el) && !hasOperable(el)) return false
  if (isBehindModal(el) || isCopy(el) || isSecondLink(el)) return false
  const controls = isOperable(el) ? [el] : [...Element.prototype.querySelectorAll.call(el, OPERABLE)]
  return controls.slice(0, MAX_TRIED).some(isTaken)
}
