import { labelOf } from './beside.ts'
import { tagOf } from './dom.ts'
import { collapse, nameOf } from './names.ts'
import { isEditable, isSecretField } from './state.ts'
import { isOperable, PHRASING, says, wordsIn } from './words.ts'

const MAX_WORDS = 200
const TICKED = new Set('checkbox radio switch menuitemcheckbox menuitemradio'.split(' '))
const FILLED = new Set('textbox searchbox combobox listbox spinbutton slider'.split(' '))
const PUSHED = new Set('button submit reset image hidden'.split(' '))
/** What holds a good part of a page: all its words are no name. */
const HOLDERS = new Set(
  `alert alertdialog application banner complementary contentinfo dialog directory document feed figure form grid group list log main
  marquee menu menubar navigation radiogroup region rowgroup scrollbar search status table tablist tabpanel toolbar tree treegrid
  iframe`.split(/\s+/),
)

/** Whether an element takes a value, so that its own words are no name. */
function isField(el: Element, role: string): boolean {
  if (el instanceof HTMLInputElement) return !PUSHED.has(el.type)
  return tagOf(el) === 'select' || tagOf(el) === 'textarea' || FILLED.has(role) || TICKED.has(role) || isEditable(el)
}

/** Words of an element itself and of the inline parts among them. */
function ownWords(el: Element): string {
  const hasText = [...el.childNodes].some(node => node.nodeType === Node.TEXT_NODE && says(node.nodeValue ?? ''))
  return hasText ? wordsIn(el, { max: MAX_WORDS, skips: part => isOperable(part) || !PHRASING.has(tagOf(part)) }) : ''
}

/** The words in a box that reacts as a whole: without those of what is operated by itself, where that leaves any. */
function wordsOfBox(el: Element): string {
  const found = [
    () => ownWords(el),
    () => wordsIn(el, { max: MAX_WORDS, skips: isOperable }),
    () => wordsIn(el, { max: MAX_WORDS }),
  ]
  for (const words of found) {
    const text = words()
    if (says(text)) return collapse(text, MAX_WORDS)
  }
  return collapse(el.textContent === '' ? '' : wordsIn(el, { max: MAX_WORDS }), MAX_WORDS)
}

/** What a person calls an element that can be operated: its accessible name, else what is read as its name. */
export const calledOf = (el: Element, role: string): string => nameOf(el, role) || readAsName(el, role)

/** What is read as the name of an element that has no accessible one: a label beside a field, the words in what reacts as a whole. */
export function readAsName(el: Element, role: string): string {
  const written = collapse(el.getAttribute('aria-label') || el.getAttribute('title') || '')
  if (written) return written
  if (isField(el, role))
    return labelOf(el, TICKED.has(role)) || (isEditable(el) && !isSecretField(el) ? wordsOfBox(el) : '')
  return HOLDERS.has(role) ? '' : wordsOfBox(el)
}

/** What stands with a field that is named by its placeholder alone. */
export function besidePlaceholder(el: Element, role: string, name: string): string {
  const placeholder = collapse(el.getAttribute('placeholder') ?? '')
  return placeholder !== '' && placeholder === name && !el.hasAttribute('title') ? labelOf(el, TICKED.has(role)) : ''
}
