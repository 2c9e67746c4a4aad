import { createVaultFinder, type SecretFinder } from '../../browser/secret-finder.ts'
import { isAppError } from '../../lib/errors.ts'
import type { Secret } from '../../lib/secret.ts'
import type { Entries, EntryRow } from '../vault/entries.ts'
import { fromStored } from './credential.ts'

/** Kinds of entries whose value is a text for people, not a secret that machines take. */
const TEXTS: ReadonlySet<EntryRow['kind']> = new Set(['note', 'reference'])

/** Users whose finder is kept until their vault changes. */
const MOST_KEPT = 50

/** Finds what a user's vault holds in the texts of a page; of a credential its password and what makes its codes. */
export const createVaultFinders = (entries: Pick<Entries, 'fingerprint' | 'all' | 'open'>) => {
  const kept = new Map<string, { readonly fingerprint: string; readonly finder: SecretFinder }>()

  const valuesOf = (row: EntryRow): string[] => {
    const stored = openOrSkip(row)
    if (!stored) return []
    if (!row.key.startsWith('login:')) return [stored.reveal()]
    const { password, totp } = fromStored(stored, null)
    return [password, totp].flatMap(secret => (secret ? [secret.reveal()] : []))
  }

  /** A value that cannot be opened any more is nowhere filled in; it keeps nobody from the rest. */
  const openOrSkip = (row: EntryRow): Secret | undefined => {
    try {
      return entries.open(row)
    } catch (error) {
      if (isAppError(error, 'entry_unreadable')) return undefined
      throw error
    }
  }

  const create = (userId: string): SecretFinder => {
    const { texts = [], secrets = [] } = Object.groupBy(entries.all(userId), ({ kind }) =>
      TEXTS.has(kind) ? 'texts' : 'secrets',
    )
    return createVaultFinder(secrets.flatMap(valuesOf), texts.flatMap(valuesOf))
  }

  /** As the vault is now. */
  return (userId: string): SecretFinder => {
    const fingerprint = entries.fingerprint(userId)
    const known = kept.get(userId)
    kept.delete(userId)
    const finder = known?.fingerprint === fingerprint ? known.finder : create(userId)
    kept.set(userId, { fingerprint, finder })
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return finder
  }
}
