import { t } from 'elysia'
import { integer, nextCursor, nullable, oneOf, pageQuery } from '../../contract/field.ts'

const kind = oneOf('api_key', 'password', 'cookie', 'token', 'note', 'reference')
const value = t.String({ minLength: 1, description: 'At most 64 KiB of UTF-8' })
const time = t.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT', maxLength: 40, description: 'RFC 3339' })

export const EntryParams = t.Object({
  user_id: t.String(),
  key: t.String({ pattern: '^[^\\s/?#]{1,200}$', description: 'Name of the entry' }),
})

export const EntryPut = t.Object(
  {
    value,
    kind: t.Optional(kind),
    locked: t.Optional(t.Boolean({ description: 'Never shown again, only filled server-side' })),
    expires_at: t.Optional(nullable(time)),
    metadata: t.Optional(t.Record(t.String(), t.Unknown(), { maxProperties: 50 })),
  },
  { title: 'PutVaultEntry', examples: [{ value: 'the value', kind: 'note' }] },
)

export const EntryView = t.Object(
  {
    key: t.String(),
    kind,
    locked: t.Boolean(),
    version: integer(1, Number.MAX_SAFE_INTEGER),
    site: nullable(t.String()),
    state: oneOf('active', 'pending'),
    stored_by: oneOf('agent', 'human'),
    metadata: t.Record(t.String(), t.Unknown()),
    created_at: t.String(),
    updated_at: t.String(),
    expires_at: nullable(t.String()),
  },
  {
    title: 'VaultEntry',
    description: 'An entry without its value.',
    examples: [
      {
        key: 'login:figma.com',
        kind: 'password',
        locked: true,
        version: 1,
        site: 'figma.com',
        state: 'active',
        stored_by: 'agent',
        metadata: {},
        created_at: '2026-11-30T08:00:00.000Z',
        updated_at: '2026-11-30T08:00:00.000Z',
        expires_at: null,
      },
    ],
  },
)

export const EntryList = t.Object({ entries: t.Array(EntryView), next_cursor: nextCursor }, { title: 'VaultEntryList' })
export const EntryQuery = t.Object(pageQuery)
export const RevealBody = t.Object({ password: t.String({ minLength: 1, maxLength: 1024 }) }, { title: 'Reveal' })
export const Revealed = t.Object(
  { key: t.String(), value: t.String(), expires_at: nullable(t.String()) },
  { title: 'Revealed' },
)
export const EntryDeleted = t.Object({ key: t.String(), deleted: t.Literal(true) }, { title: 'VaultEntryDeleted' })
export const RotateBody = t.Object({ value: t.Optional(value) }, { title: 'RotateVaultEntry' })
export const RotateQuery = t.Object({ regenerate_dek: t.Optional(oneOf('true', 'false')) })
