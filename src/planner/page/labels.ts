import type { Snapshot, SnapshotNode } from '../../contract/snapshot.ts'
import { isControl, isField, isToggle, isTypable } from './roles.ts'

/** Longest label that is put together from what stands in an element. */
const MAX_LABEL = 300
/** A text right beside a control is its caption up to so many signs; more is prose. */
const MAX_CAPTION = 120

const isTick = (node: SnapshotNode): boolean => isToggle(node) || node.role === 'radio'

/** What is written in an element and in no control inside it: how a row or card that is pressed as a whole is told. */
const writtenIn = ({ nodes }: Snapshot, at: number, end: number): string => {
  const texts: string[] = []
  let length = 0
  for (let inner = at; inner < end && length < MAX_LABEL; inner += 1) {
    const node = nodes[inner]
    if (node === undefined) continue
    const isOther = inner > at && isControl(node)
    const text = node.text ?? (inner > at ? node.name : '')
    if (text !== '' && !(isOther && node.role !== 'link' && node.role !== 'heading')) {
      texts.push(text)
      length += text.length
    }
  }
  return texts.join(' ').slice(0, MAX_LABEL)
}

/** The text beside a field that nothing names: after a box to tick, before anything else. */
const captionOf = (node: SnapshotNode): string => {
  const sides = isTick(node) ? [node.textAfter, node.textBefore] : [node.textBefore, node.textAfter]
  return sides.find(text => text !== undefined && text.length <= MAX_CAPTION) ?? ''
}

/** A heading right before a field is about more than the field. */
export const isTitle = ({ nodes }: Snapshot, at: number, text: string | undefined): boolean =>
  nodes.slice(Math.max(0, at - NEAR), at).some(({ role, name }) => role === 'heading' && name === text)
const NEAR = 6

/** What is written in an editor is no name of it. */
const isContent = (snapshot: Snapshot, at: number, end: number): boolean => {
  const { name, value, text } = snapshot.nodes[at] ?? { name: '' }
  return name === '' || [value, text, writtenIn(snapshot, at, end)].some(own => own?.trim() === name.trim())
}

/** What a person would call a node: its accessible name, else what is written in it, else what stands beside it. */
export const labelOf = (snapshot: Snapshot, at: number, ends: readonly number[]): string => {
  const node = snapshot.nodes[at]
  if (node === undefined) return ''
  if (isTypable(node) && node.state.editable === true && isContent(snapshot, at, ends[at] ?? at + 1))
    return captionOf(node)
  const isHint = node.name !== '' && (node.name === node.placeholder || node.name === node.description)
  const said = isTick(node) ? (node.textAfter ?? node.textBefore) : node.textBefore
  const beside = isTitle(snapshot, at, said) ? undefined : said
  if (node.name !== '' && !(isHint && beside !== undefined)) return node.name
  if (isTick(node) && (node.text ?? '') !== '') return node.text ?? ''
  if (isField(node) || isTick(node)) return captionOf(node) || node.name
  if (!node.interactive) return node.text ?? ''
  return writtenIn(snapshot, at, ends[at] ?? at + 1)
}
