import { t } from 'elysia'

export const ContextUserParams = t.Object({ user_id: t.String({ minLength: 1, maxLength: 255 }) })

export const ContextParams = t.Object({
  user_id: t.String({ minLength: 1, maxLength: 255 }),
  name: t.String({ minLength: 1, maxLength: 100 }),
})

export const GrantParams = t.Composite([
  ContextParams,
  t.Object({ grant_id: t.String({ minLength: 1, maxLength: 64 }) }),
])

export const GrantBody = t.Object({
  grantee_type: t.Union([t.Literal('agent'), t.Literal('role')]),
  grantee_id: t.String({ minLength: 1, maxLength: 200, description: 'An agent’s id, or a role’s name.' }),
})

export const GrantView = t.Object({
  id: t.String(),
  grantee_type: t.Union([t.Literal('agent'), t.Literal('role')]),
  grantee_id: t.String(),
  created_at: t.String({ format: 'date-time' }),
})

export const ContextView = t.Object({
  name: t.String(),
  domains: t.Array(t.String()),
  saved_at: t.String({ format: 'date-time' }),
  last_used_at: t.Nullable(t.String({ format: 'date-time' })),
  verified: t.Boolean({ description: 'Everything could be carried, and was read back and compared.' }),
  not_saved: t.Array(t.String({ description: 'What could not be carried.' })),
  health: t.Union([t.Literal('unknown'), t.Literal('alive'), t.Literal('dead')]),
  last_verified_at: t.Nullable(t.String({ format: 'date-time' })),
  grants: t.Array(GrantView),
})

export const ContextList = t.Object({ contexts: t.Array(ContextView), next_cursor: t.Null() })

export const WithdrawnGrant = t.Object({ id: t.String(), withdrawn: t.Literal(true) })
export const RevokedContext = t.Object({ name: t.String(), revoked: t.Literal(true) })

export const ContextHealth = t.Object({
  name: t.String(),
  health: t.Union([t.Literal('unknown'), t.Literal('alive'), t.Literal('dead')]),
  checked_at: t.String({ format: 'date-time' }),
})

export const SaveBody = t.Object({ name: t.String({ minLength: 1, maxLength: 100 }) })

export const SavedContext = t.Object({
  name: t.String(),
  domains: t.Array(t.String()),
  saved_at: t.String({ format: 'date-time' }),
  verified: t.Boolean({ description: 'Everything could be carried, and was read back and compared.' }),
  not_saved: t.Optional(t.Array(t.String({ description: 'What could not be carried.' }))),
})

export type GrantInput = typeof GrantBody.static
