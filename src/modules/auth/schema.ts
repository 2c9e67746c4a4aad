import { t } from 'elysia'
import { nextCursor, nullable, oneOf, pageQuery } from '../../contract/field.ts'

const text = (maxLength: number) => t.String({ minLength: 1, maxLength })
const email = t.String({ pattern: '^\\s*[^\\s@]+@[^\\s@]+\\s*$', maxLength: 320 })
const password = t.String({ minLength: 1, maxLength: 1024 })
const code = t.String({ pattern: '^\\d{6}$' })
const role = t.String({ pattern: '^[\\w.:-]{1,100}$' })
const roles = t.Array(role, { maxItems: 50 })

export const Login = t.Object({ email, password, totp: t.Optional(code) })
export const PasswordAgain = t.Object({ password })
export const PasswordChange = t.Object({
  current_password: password,
  new_password: t.String({
    minLength: 8,
    maxLength: 1024,
    description: 'NIST SP 800-63B section 5.1.1.2: length alone',
  }),
})
export const TotpConfirm = t.Object({ password, secret: t.String({ pattern: '^[A-Z2-7]{16,128}$' }), totp: code })
export const TotpProposal = t.Object({ secret: t.String(), otpauth_url: t.String() })
export const TotpState = t.Object({ totp_enabled: t.Boolean() })
export const Changed = t.Object({ changed: t.Literal(true) })
export const SignedOut = t.Object({ signed_out: t.Literal(true) })

export const HumanView = t.Object({
  type: t.Literal('human'),
  id: t.String(),
  email: t.String(),
  role: oneOf('owner', 'member'),
  workspace_id: t.String(),
  totp_enabled: t.Boolean(),
  created_at: t.String(),
})

export const HumanSessionList = t.Object({
  sessions: t.Array(
    t.Object({
      id: t.String(),
      user_agent: t.String(),
      created_at: t.String(),
      last_seen_at: t.String(),
      expires_at: t.String(),
      current: t.Boolean(),
    }),
  ),
  next_cursor: nextCursor,
})
export const SessionRevoked = t.Object({ id: t.String(), revoked: t.Literal(true) })

const agentFields = {
  id: t.String(),
  name: t.String(),
  roles: t.Array(t.String()),
  status: oneOf('active', 'disabled'),
  created_at: t.String(),
}
export const AgentView = t.Object(agentFields)
export const Me = t.Union([HumanView, t.Object({ type: t.Literal('agent'), ...agentFields, workspace_id: t.String() })])
export const AgentList = t.Object({ agents: t.Array(AgentView), next_cursor: nextCursor })
export const NewAgent = t.Object({ name: text(100), roles: t.Optional(roles) })
export const AgentUpdate = t.Object({
  name: t.Optional(text(100)),
  roles: t.Optional(roles),
  status: t.Optional(oneOf('active', 'disabled')),
})
export const AgentQuery = t.Object(pageQuery)

const keyFields = {
  id: t.String(),
  agent_id: t.String(),
  agent_name: t.String(),
  last4: t.String(),
  created_at: t.String(),
  last_used_at: nullable(t.String()),
  revoked_at: nullable(t.String()),
}
export const KeyView = t.Object(keyFields)
export const NewKey = t.Object({ agent_id: text(100) })
export const CreatedKey = t.Object({
  ...keyFields,
  key: t.String({ description: 'Shown in this answer and never again' }),
})
export const KeyList = t.Object({ keys: t.Array(KeyView), next_cursor: nextCursor })
export const KeyQuery = t.Object({ ...pageQuery, agent_id: t.Optional(text(100)) })
