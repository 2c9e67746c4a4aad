import { t } from 'elysia'
import { nextCursor, nullable, oneOf, pageQuery } from '../../contract/field.ts'

const text = (maxLength: number) => t.String({ minLength: 1, maxLength })
const email = t.String({ pattern: '^\\s*[^\\s@]+@[^\\s@]+\\s*$', maxLength: 320 })
const password = t.String({ minLength: 1, maxLength: 1024 })
const code = t.String({ pattern: '^\\d{6}$' })
const role = t.String({ pattern: '^[\\w.:-]{1,100}$' })
const roles = t.Array(role, { maxItems: 50 })

export const Login = t.Object(
  { email, password, totp: t.Optional(code) },
  { title: 'SignIn', examples: [{ email: 'owner@localhost', password: 'correct horse battery staple' }] },
)
export const PasswordAgain = t.Object({ password }, { title: 'PasswordAgain' })
export const PasswordChange = t.Object(
  {
    current_password: password,
    new_password: t.String({
      minLength: 8,
      maxLength: 1024,
      description: 'NIST SP 800-63B section 5.1.1.2: length alone',
    }),
  },
  { title: 'PasswordChange' },
)
export const TotpConfirm = t.Object(
  { password, secret: t.String({ pattern: '^[A-Z2-7]{16,128}$' }), totp: code },
  { title: 'TotpConfirmation' },
)
export const TotpProposal = t.Object({ secret: t.String(), otpauth_url: t.String() }, { title: 'TotpProposal' })
export const TotpState = t.Object({ totp_enabled: t.Boolean() }, { title: 'TotpState' })
export const Changed = t.Object({ changed: t.Literal(true) }, { title: 'PasswordChanged' })
export const SignedOut = t.Object({ signed_out: t.Literal(true) }, { title: 'SignedOut' })

export const HumanView = t.Object(
  {
    type: t.Literal('human'),
    id: t.String(),
    email: t.String(),
    role: oneOf('owner', 'member'),
    workspace_id: t.String(),
    totp_enabled: t.Boolean(),
    created_at: t.String(),
  },
  { title: 'Human' },
)

export const HumanSessionList = t.Object(
  {
    sessions: t.Array(
      t.Object(
        {
          id: t.String(),
          user_agent: t.String(),
          created_at: t.String(),
          last_seen_at: t.String(),
          expires_at: t.String(),
          current: t.Boolean(),
        },
        { title: 'SignInView' },
      ),
    ),
    next_cursor: nextCursor,
  },
  { title: 'SignInList' },
)
export const SessionRevoked = t.Object({ id: t.String(), revoked: t.Literal(true) }, { title: 'SignInRevoked' })

const agentFields = {
  id: t.String(),
  name: t.String(),
  roles: t.Array(t.String()),
  status: oneOf('active', 'disabled'),
  created_at: t.String(),
}
export const AgentView = t.Object(agentFields, {
  title: 'Agent',
  examples: [
    {
      id: '0199f2a0-2222-7b3a-9d52-3f0f6a4c8e21',
      name: 'researcher',
      roles: ['research'],
      status: 'active',
      created_at: '2026-11-30T08:00:00.000Z',
    },
  ],
})
export const Me = t.Union(
  [HumanView, t.Object({ type: t.Literal('agent'), ...agentFields, workspace_id: t.String() }, { title: 'AgentSelf' })],
  { title: 'Me' },
)
export const AgentList = t.Object({ agents: t.Array(AgentView), next_cursor: nextCursor }, { title: 'AgentList' })
export const NewAgent = t.Object(
  { name: text(100), roles: t.Optional(roles) },
  { title: 'NewAgent', examples: [{ name: 'researcher', roles: ['research'] }] },
)
export const AgentUpdate = t.Object(
  {
    name: t.Optional(text(100)),
    roles: t.Optional(roles),
    status: t.Optional(oneOf('active', 'disabled')),
  },
  { title: 'AgentUpdate' },
)
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
export const KeyView = t.Object(keyFields, { title: 'Key' })
export const NewKey = t.Object({ agent_id: text(100) }, { title: 'NewKey' })
export const CreatedKey = t.Object(
  {
    ...keyFields,
    key: t.String({ description: 'Shown in this answer and never again' }),
  },
  { title: 'CreatedKey' },
)
export const KeyList = t.Object({ keys: t.Array(KeyView), next_cursor: nextCursor }, { title: 'KeyList' })
export const KeyQuery = t.Object({ ...pageQuery, agent_id: t.Optional(text(100)) })
