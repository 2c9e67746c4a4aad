import { t } from 'elysia'
import { integer, nextCursor, nullable, oneOf, pageQuery } from '../../contract/field.ts'

const kind = oneOf('api_key', 'password', 'cookie', 'token', 'note', 'reference')
const value = t.String({ minLength: 1, description: 'At most 64 KiB of UTF-8' })
const time = t.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT', maxLength: 40, description: 'RFC 3339' })

export const EntryParams = t.Object({
  user_id: t.String(),
  key: t.String({ pattern: '^[^\\s/?#]{1,200}$', description: 'Name of the entry' }),
})

export const EntryPut = t.Object({
  value,
  kind: t.Optional(kind),
  locked: t.Optional(t.Boolean({ description: 'Never shown again, only filled server-side' })),
  expires_at: t.Optional(nullable(time)),
  metadata: t.Optional(t.Record(t.String(), t.Unknown(), { maxProperties: 50 })),
})

export const EntryView = t.Object({
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
})

export const EntryList = t.Object({ entries: t.Array(EntryView), next_cursor: nextCursor })
export const EntryQuery = t.Object(pageQuery)
export const RevealBody = t.Object({ password: t.String({ minLength: 1, maxLength: 1024 }) })
export const Revealed = t.Object({ key: t.String(), value: t.String(), expires_at: nullable(t.String()) })
export const EntryDeleted = t.Object({ key: t.String(), deleted: t.Literal(true) })
export const RotateBody = t.Object({ value: t.Optional(value) })
export const RotateQuery = t.Object({ regenerate_dek: t.Optional(oneOf('true', 'false')) })
