import { fieldName } from './facts.ts'
import { attribute, type Page } from './page.ts'
import type { RecordSet } from './record-set.ts'

/** What each select of the page lets one choose, under the field's name. */
export const optionsOf = (page: Page): RecordSet[] =>
  page.elements.flatMap(element => {
    const texts = attribute(element, 'data-options').split('\n')
    const name = fieldName(element, page) || attribute(element, 'name')
    if (element.tag !== 'select' || texts.length < 2 || name === '') return []
    return [
      {
        labels: [name],
        source: 'records',
        columns: [{ names: [name], kind: 'text', hint: 'toggle', isLabelled: true }],
        rows: texts.map(text => [{ text }]),
        texts,
        element,
        items: texts.map(() => element),
        hasHeader: false,
      } satisfies RecordSet,
    ]
  })
