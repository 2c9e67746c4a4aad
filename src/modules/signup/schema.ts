import { t } from 'elysia'
import { DialogSchema, receipt } from '../../contract/action.ts'
import { EvidenceSchema } from '../../contract/evidence.ts'

export const SignupBody = t.Object(
  {
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
    confirm: t.Optional(
      t.Boolean({ default: false, description: 'Say yes where the page asks back; otherwise it is told no.' }),
    ),
  },
  { title: 'Signup', examples: [{ service: 'figma.com', url: 'https://www.figma.com/signup' }] },
)

export const SignupAnswer = t.Object(
  {
    success: t.Literal(true),
    service: t.String(),
    credential_saved: t.Literal(true),
    url: t.String({ description: 'Where the session came to, without query and fragment.' }),
    session_id: t.String(),
    evidence: EvidenceSchema,
    dialog: t.Optional(DialogSchema),
    ...receipt,
  },
  {
    title: 'SignedUp',
    examples: [
      {
        success: true,
        service: 'figma.com',
        credential_saved: true,
        url: 'https://www.figma.com/files',
        session_id: '0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e21',
        evidence: [
          { sign: 'way_out', weight: 6 },
          { sign: 'form_gone', weight: 2 },
        ],
        credits_used: 4,
        credits_remaining: 36,
      },
    ],
  },
)

export const PendingAnswer = t.Object(
  {
    status: t.Literal('pending_approval'),
    approval_id: t.String(),
    action_type: t.Literal('browser.signup'),
    primitive: t.Literal('browser'),
    title: t.String(),
    message: t.String(),
  },
  {
    title: 'PendingApproval',
    description: 'It runs when a human has approved it.',
    examples: [
      {
        status: 'pending_approval',
        approval_id: '0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e21',
        action_type: 'browser.signup',
        primitive: 'browser',
        title: 'Sign up for figma.com',
        message: 'A human has to approve this before it runs.',
      },
    ],
  },
)

export type SignupInput = typeof SignupBody.static
