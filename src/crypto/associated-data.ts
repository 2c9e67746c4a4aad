/** What a sealed value is for; values of one purpose never open as another's. */
export type SealPurpose = 'vault' | 'context' | 'answer'

/** The row that a sealed value belongs to. It opens for the same three parts only; `userId` is null where no user has it. */
export interface SealScope {
  readonly workspaceId: string
  readonly userId: string | null
  /** Key of the entry within its user: vault key, context name, idempotency claim. */
  readonly name: string
}

const DOMAIN = 'chaperone sealed value'
const ABSENT = 0xffffffff

/**
 * Associated data of format version 1: the domain, version, part, purpose, workspace, user and name, each as a 32-bit
 * big-endian length and its UTF-8 bytes; an absent user is the length 0xffffffff and no bytes. No two different scopes
 * encode alike, since each length says where its field ends.
 */
export const encodeAssociatedData = (bound: {
  version: number
  part: 'key' | 'payload'
  purpose: SealPurpose
  scope: SealScope
}): Uint8Array => {
  const { workspaceId, userId, name } = bound.scope
  const fields = [DOMAIN, String(bound.version), bound.part, bound.purpose, workspaceId, userId, name]
  const encoded = fields.map(field => (field === null ? null : Buffer.from(wellFormed(field), 'utf8')))
  const whole = Buffer.alloc(encoded.reduce((size, bytes) => size + 4 + (bytes?.length ?? 0), 0))
  let offset = 0
  for (const bytes of encoded) {
    offset = whole.writeUInt32BE(bytes?.length ?? ABSENT, offset)
    offset += bytes?.copy(whole, offset) ?? 0
  }
  return whole
}

/** Lone surrogates all turn into U+FFFD in UTF-8, so two names of them would encode alike. */
const wellFormed = (field: string): string => {
  if (!field.isWellFormed()) throw new RangeError('a scope must be well-formed Unicode')
  return field
}
