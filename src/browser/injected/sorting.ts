import { attributeOf } from './dom.ts'
import { hasOperable } from './words.ts'

/** How a column is sorted (WAI-ARIA 1.3, aria-sort); undefined where it is not. */
export function sortOf(el: Element): 'ascending' | 'descending' | 'other' | undefined {
  const sort = attributeOf(el, 'aria-sort')
  return sort === 'ascending' || sort === 'descending' || sort === 'other' ? sort : undefined
}

/** Words by which authors call what sorts, in classes and data attributes. */
const SORTS = /(?:^|[^a-z])sort(?:able|ing|ed|er)?(?![a-z])|sorter-|tablesort/i
const NOT = /(?:no|un|non|not)[-_]?sort|sort(?:er|able|ing)?[-_]?(?:false|none|disabled|off)/i
const ARROWS = /[▲▼△▽▴▾↑↓↕⇅⇵⬍⬆⬇]/u

const written = (el: Element): string =>
  `${attributeOf(el, 'class') ?? ''} ${Element.prototype.getAttributeNames.call(el).join(' ')}`

/** Whether a press on a column header sorts by it, as far as it shows: by its state, an arrow, or what its author calls it. */
export function isSorting(el: Element, role: string): boolean {
  if (role !== 'columnheader' || hasOperable(el)) return false
  if (attributeOf(el, 'aria-sort') !== null) return true
  const own = written(el)
  if (NOT.test(own)) return false
  return (
    SORTS.test(own) || ARROWS.test(el.textContent ?? '') || [...el.children].some(child => SORTS.test(written(child)))
  )
}
