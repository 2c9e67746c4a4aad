import { withPlainAddresses } from '../../lib/plain-address.ts'

const MASK = '[redacted]'
const SECRET_NAMES = /pass(word|wd|code)?$|secret|token|api_?key|authorization|cookie|otp|^value$/i
const KEY_SHAPE = /\bnv_[a-z]+_[A-Za-z0-9_-]{16,}/g

/** Takes secrets out of what is about to be written down; given to the audit log. */
export type Scrub = (details: Readonly<Record<string, unknown>>) => Record<string, unknown>

/**
 * Masks values under names that say secret, and API keys of ours anywhere in a text; addresses lose what may be secret in them. The second line of defence: who
 * writes an event leaves secrets out in the first place.
 */
export const scrubSecrets: Scrub = details =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, scrubMember(name, value)]))

const scrubMember = (name: string, value: unknown): unknown => {
  if (SECRET_NAMES.test(name) && typeof value === 'string') return MASK
  return scrubValue(value)
}

const scrubValue = (value: unknown): unknown => {
  if (typeof value === 'string') return withPlainAddresses(value).replace(KEY_SHAPE, MASK)
  if (Array.isArray(value)) return value.map(scrubValue)
  if (value !== null && typeof value === 'object') return scrubSecrets(value as Record<string, unknown>)
  return value
}
