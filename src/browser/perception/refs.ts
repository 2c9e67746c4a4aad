import type { Frame } from 'puppeteer-core'

/** Where the element of a ref lives: its frame, its document, and its number in that document. */
export interface RefTarget {
  readonly frame: Frame
  readonly doc: string
  readonly number: number
}

/** Names for elements that are never used again in a session: `e1`, `e2`, … over all its documents and frames. */
export interface RefTable {
  /** How many names have been given so far. */
  readonly issued: number
  /** The ref of an element; the same one as long as its document lives. */
  refFor(target: RefTarget): string
  /** Where a ref points; undefined for one that was never given or whose document has gone. */
  find(ref: string): RefTarget | undefined
  /** Forgets documents other than these. */
  keepOnly(docs: ReadonlySet<string>): void
}

/** Makes the table of one session. */
export function createRefTable(): RefTable {
  const byDoc = new Map<string, Map<number, string>>()
  const targets = new Map<string, RefTarget>()
  let last = 0
  return {
    get issued() {
      return last
    },
    refFor(target) {
      const known = byDoc.get(target.doc) ?? new Map<number, string>()
      byDoc.set(target.doc, known)
      const before = known.get(target.number)
      if (before) return before
      last += 1
      const ref = `e${last}`
      known.set(target.number, ref)
      targets.set(ref, target)
      return ref
    },
    find: ref => targets.get(ref.replace(/^@/, '')),
    keepOnly(docs) {
      for (const [doc, refs] of byDoc) {
        if (docs.has(doc)) continue
        for (const ref of refs.values()) targets.delete(ref)
        byDoc.delete(doc)
      }
    },
  }
}
