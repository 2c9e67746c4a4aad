import { t } from 'elysia'
import { nextCursor, nullable, oneOf, pageQuery } from '../../contract/field.ts'

const MAX_METADATA = 50

const text = (maxLength: number) => t.String({ minLength: 1, maxLength })
const orNull = (maxLength: number) => t.Optional(nullable(text(maxLength)))

const email = t.String({
  pattern: '^[^\\s@]+@[^\\s@]+$',
  maxLength: 320,
  description: 'Filled into sign-up forms as the account’s email',
})

const fields = {
  external_id: t.String({ pattern: '^[^\\s/?#]{1,200}$', description: 'Your own id; usable in paths' }),
  email: t.Optional(nullable(email)),
  label: orNull(200),
  status: t.Optional(oneOf('active', 'suspended')),
  account_kit_id: t.Optional(text(100)),
  profile: t.Optional(t.Object({ first_name: orNull(100), last_name: orNull(100), username: orNull(100) })),
  metadata: t.Optional(t.Record(t.String({ maxLength: 100 }), t.Unknown(), { maxProperties: MAX_METADATA })),
}

export const NewUser = t.Object(fields, {
  title: 'NewUser',
  examples: [{ external_id: 'customer-42', email: 'agent@example.com', label: 'Customer 42' }],
})
export const UserUpdate = t.Partial(t.Object(fields), { title: 'UserUpdate' })

export const UserView = t.Object(
  {
    id: t.String(),
    external_id: t.String(),
    email: nullable(t.String()),
    label: nullable(t.String()),
    status: oneOf('active', 'suspended', 'deleted'),
    account_kit_id: t.String(),
    is_default: t.Boolean(),
    profile: t.Object({
      first_name: t.Optional(t.String()),
      last_name: t.Optional(t.String()),
      username: t.Optional(t.String()),
    }),
    metadata: t.Record(t.String(), t.Unknown()),
    created_at: t.String(),
    last_active_at: nullable(t.String()),
  },
  { title: 'User' },
)

export const UserList = t.Object({ users: t.Array(UserView), next_cursor: nextCursor }, { title: 'UserList' })

export const UserQuery = t.Object({
  status: t.Optional(oneOf('active', 'suspended', 'deleted')),
  ...pageQuery,
})
