import type { SnapshotNode } from '../../contract/snapshot.ts'

/** Takes secrets out of a text that was read off a page. */
export type Redact = (text: string) => string

const OWN_KEYS = /\bnv_[A-Za-z0-9_-]{6,}/g

/** Takes out this service's own keys (`nv_…`), wherever they stand. */
export const redactOwnKeys: Redact = text => (text.includes('nv_') ? text.replace(OWN_KEYS, '[redacted]') : text)

const TEXTS = [
  'name',
  'description',
  'text',
  'value',
  'placeholder',
  'href',
  'hints',
  'textBefore',
  'textAfter',
] as const

type Draft = { -readonly [K in keyof SnapshotNode]: SnapshotNode[K] }

/** Takes secrets out of every text of a node, in place: the node has not been handed to anybody yet. */
export function redactNode(clean: Draft, redact: Redact): void {
  for (const key of TEXTS) {
    const text = clean[key]
    if (text) clean[key] = redact(text)
  }
  if (clean.options) clean.options = clean.options.map(o => ({ ...o, name: redact(o.name), value: redact(o.value) }))
  if (clean.submits) clean.submits = { ...clean.submits, action: redact(clean.submits.action) }
  if (clean.range) {
    clean.range = Object.fromEntries(Object.entries(clean.range).map(([key, value]) => [key, redact(value)]))
  }
}
