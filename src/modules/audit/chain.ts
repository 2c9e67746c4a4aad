import { toCanonicalJson } from '../../lib/canonical-json.ts'
import type { StoredEvent } from './event.ts'

/** The hash before the first row. */
export const GENESIS = '0'.repeat(64)

/** What `verifyChain` found; `head` is the last good hash, to be written down elsewhere by whoever wants an anchor. */
export type ChainReport =
  | { readonly ok: true; readonly checked: number; readonly head: string }
  | { readonly ok: false; readonly checked: number; readonly head: string; readonly seq: number; readonly why: string }

/** SHA-256 (FIPS 180-4, hex) over a row in canonical JSON and the hash of the row before it. */
export const hashEvent = (event: Omit<StoredEvent, 'hash'>, previous: string): string => {
  const row = toCanonicalJson([
    event.seq,
    event.id,
    event.workspace_id,
    event.tenant_user_id,
    event.actor_type,
    event.actor_id,
    event.action,
    event.entity_type,
    event.entity_id,
    event.details,
    event.created_at,
    previous,
  ])
  return new Bun.CryptoHasher('sha256').update(row).digest('hex')
}

/**
 * Walks the whole log. An edited row, a removed one and one that was put in all show, the newest too, since SQLite
 * remembers the highest number it ever gave out.
 * @param lastSeq that number
 */
export const checkChain = (events: Iterable<StoredEvent>, lastSeq: number): ChainReport => {
  let head = GENESIS
  let checked = 0
  for (const event of events) {
    if (event.seq !== checked + 1) return { ok: false, checked, head, seq: checked + 1, why: 'a row is missing' }
    if (event.hash !== hashEvent(event, head))
      return { ok: false, checked, head, seq: event.seq, why: 'the row was edited' }
    head = event.hash
    checked += 1
  }
  if (lastSeq > checked) return { ok: false, checked, head, seq: checked + 1, why: 'the newest rows are missing' }
  return { ok: true, checked, head }
}
