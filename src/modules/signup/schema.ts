import { t } from 'elysia'
import { wholeNumber } from '../../contract/field.ts'

export const SignupBody = t.Object({
  service: t.String({ pattern: '^[^\\s/?#]{1,190}$', description: 'Name to store the credential under.' }),
  url: t.String({ minLength: 1, maxLength: 8000, description: 'The sign-up page, or one that leads to it.' }),
  allowed_domains: t.Optional(
    t.Array(t.String({ minLength: 1, maxLength: 300 }), {
      minItems: 1,
      maxItems: 100,
      description: 'Default: the host of url.',
    }),
  ),
  timeout_minutes: t.Optional(t.Number({ minimum: 1, maximum: 30, default: 15 })),
})

export const SignupAnswer = t.Object({
  success: t.Literal(true),
  service: t.String(),
  credential_saved: t.Literal(true),
  url: t.String({ description: 'Where the session came to, without query and fragment.' }),
  session_id: t.String(),
  credits_used: wholeNumber(),
  credits_remaining: wholeNumber(),
})

export const PendingAnswer = t.Object({
  status: t.Literal('pending_approval'),
  approval_id: t.String(),
  action_type: t.Literal('browser.signup'),
  primitive: t.Literal('browser'),
  title: t.String(),
  message: t.String(),
})

export type SignupInput = typeof SignupBody.static
