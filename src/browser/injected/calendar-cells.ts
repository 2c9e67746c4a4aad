import { OPERABLE } from './words.ts'

/** Something that says a number of one or two digits and nothing else. */
export interface NumberCell {
  readonly el: Element
  readonly day: number
}

const SHOWN = { visibilityProperty: true, opacityProperty: true }

const isShown = (el: Element): boolean => Element.prototype.checkVisibility.call(el, SHOWN)

/** What says a day's number in a box, in the order of the document. */
export function dayCells(box: Element): NumberCell[] {
  const cells: NumberCell[] = []
  for (const el of box.querySelectorAll('*')) {
    if (el.childElementCount > 0 || el.localName === 'option') continue
    const text = (el.textContent ?? '').trim()
    if (!/^\d{1,2}$/.test(text) || !isShown(el)) continue
    cells.push({ el, day: Number(text) })
  }
  return cells
}

/** What in a box can be pressed, by its markup or by the pointer that it shows. */
export function clickableIn(box: Element): Element[] {
  const found = [...box.querySelectorAll('*')].filter(
    el =>
      isShown(el) &&
      (el.matches(`${OPERABLE}, a, [tabindex], [onclick]`) ||
        (getComputedStyle(el).cursor === 'pointer' &&
          (!el.parentElement || getComputedStyle(el.parentElement).cursor !== 'pointer'))),
  )
  return found.filter(el => !el.matches('input:not([type=button]), select, textarea'))
}
