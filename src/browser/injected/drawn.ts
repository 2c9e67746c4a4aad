import { attributeOf, boxOf } from './dom.ts'
import { collapse } from './names.ts'
import { flatParent } from './registry.ts'
import { isSecretField } from './state.ts'
import { isOperable, says, wordsIn } from './words.ts'

/*
 * Current values that a page draws by itself: of a button that opens a list, and of a text box beside whose caret what was
 * chosen is written.
 */

const MAX_VALUE = 200

const isLabel = (el: Element): boolean => el.localName === 'label' || el.localName === 'legend'

/** A text in place of a value, as authors call it. */
const isPlaceholder = (el: Element): boolean =>
  /placeholder/i.test(`${attributeOf(el, 'class')} ${el.id} ${attributeOf(el, 'data-placeholder')}`)

const opensList = (el: Element, role: string): boolean =>
  role === 'combobox' || (role === 'button' && attributeOf(el, 'aria-haspopup') === 'listbox')

/** A text without the arrows and crosses before and after it. */
const withoutSigns = (text: string): string =>
  collapse(text, MAX_VALUE)
    .replace(/^(?:[^\p{L}\p{N}\s]\s)+/u, '')
    .replace(/(?:\s[^\p{L}\p{N}\s])+$/u, '')

/** What is written beside an empty text box within the same frame, no higher than a few lines. */
function besideCaret(el: HTMLInputElement): string {
  const { height } = boxOf(el)
  let at = flatParent(el)
  for (let depth = 0; at && depth < 3; depth += 1) {
    const box = boxOf(at)
    if (box.height > Math.max(60, height * 3)) return ''
    const skips = (part: Element): boolean => isOperable(part) || isLabel(part) || isPlaceholder(part)
    const text = wordsIn(at, { max: MAX_VALUE, skips })
    if (says(text)) return isLabel(at) ? '' : withoutSigns(text)
    at = flatParent(at)
  }
  return ''
}

/** The value that a list's button or box shows; undefined for what is neither. */
export function drawnValue(el: Element, role: string): string | undefined {
  if (!opensList(el, role) || isSecretField(el)) return undefined
  if (el instanceof HTMLInputElement) return el.value === '' ? besideCaret(el) : undefined
  if (el instanceof HTMLSelectElement || el instanceof HTMLTextAreaElement) return undefined
  return withoutSigns(wordsIn(el, { max: MAX_VALUE, skips: isPlaceholder }))
}
