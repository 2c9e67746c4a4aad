import { t } from 'elysia'
import { nullable, oneOf } from '../../contract/field.ts'

export const ContextUserParams = t.Object({ user_id: t.String({ minLength: 1, maxLength: 255 }) })

export const ContextParams = t.Object({
  user_id: t.String({ minLength: 1, maxLength: 255 }),
  name: t.String({ minLength: 1, maxLength: 100 }),
})

export const GrantParams = t.Composite([
  ContextParams,
  t.Object({ grant_id: t.String({ minLength: 1, maxLength: 64 }) }),
])

const granteeType = oneOf('agent', 'role')
const health = oneOf('unknown', 'alive', 'dead')

export const GrantBody = t.Object(
  {
    grantee_type: granteeType,
    grantee_id: t.String({ minLength: 1, maxLength: 200, description: 'An agent’s id, or a role’s name.' }),
  },
  { title: 'NewGrant', examples: [{ grantee_type: 'role', grantee_id: 'research' }] },
)

export const GrantView = t.Object(
  {
    id: t.String(),
    grantee_type: granteeType,
    grantee_id: t.String(),
    created_at: t.String({ format: 'date-time' }),
  },
  { title: 'Grant' },
)

export const ContextView = t.Object(
  {
    id: t.String(),
    name: t.String(),
    domains: t.Array(t.String()),
    saved_at: t.String({ format: 'date-time' }),
    last_used_at: nullable(t.String({ format: 'date-time' })),
    verified: t.Boolean({ description: 'Everything could be carried, and was read back and compared.' }),
    not_saved: t.Array(t.String({ description: 'What could not be carried.' })),
    health,
    last_verified_at: nullable(t.String({ format: 'date-time' })),
    grants: t.Array(GrantView),
  },
  {
    title: 'SavedLoginView',
    examples: [
      {
        id: '01a22d10-3b1c-7000-8000-5b8f5d6a7c10',
        name: 'figma',
        domains: ['figma.com'],
        saved_at: '2026-11-30T08:10:00.000Z',
        last_used_at: null,
        verified: true,
        not_saved: [],
        health: 'alive',
        last_verified_at: '2026-11-30T08:10:00.000Z',
        grants: [],
      },
    ],
  },
)

export const ContextList = t.Object(
  { contexts: t.Array(ContextView), next_cursor: t.Null() },
  { title: 'SavedLoginList' },
)

export const WithdrawnGrant = t.Object({ id: t.String(), withdrawn: t.Literal(true) }, { title: 'GrantWithdrawn' })
export const RevokedContext = t.Object({ name: t.String(), revoked: t.Literal(true) }, { title: 'SavedLoginRevoked' })

export const ContextHealth = t.Object(
  { name: t.String(), health, checked_at: t.String({ format: 'date-time' }) },
  { title: 'SavedLoginHealth' },
)

export const SaveBody = t.Object(
  { name: t.String({ minLength: 1, maxLength: 100, description: 'The saved login’s name.' }) },
  { title: 'SaveLogin', examples: [{ name: 'figma' }] },
)

export type GrantInput = typeof GrantBody.static
