import { rootOf } from './dom.ts'
import { createMemo } from './still.ts'

/** The labels in a tree, by what they label. */
const labelsIn = createMemo((root): Map<Element, HTMLLabelElement[]> => {
  const byControl = new Map<Element, HTMLLabelElement[]>()
  const labels = root instanceof Document || root instanceof ShadowRoot ? root.querySelectorAll('label') : []
  for (const label of labels) {
    const { control } = label
    if (control) byControl.set(control, [...(byControl.get(control) ?? []), label])
  }
  return byControl
})

const LABELLED = new Set('button input meter output progress select textarea'.split(' '))

/** Labels of a control. Its own property is not asked: each time it walks the whole tree. */
export const labelsOf = (el: Element): readonly HTMLLabelElement[] =>
  LABELLED.has(el.localName) || el.localName.includes('-') ? (labelsIn(rootOf(el)).get(el) ?? []) : []
