import { t } from 'elysia'
import { DialogSchema, receipt } from '../../contract/action.ts'
import { EvidenceSchema } from '../../contract/evidence.ts'

export const LoginBody = t.Object(
  {
    service: t.String({ pattern: '^[^\\s/?#]{1,190}$', description: 'Name that the credential is stored under.' }),
    url: t.String({ minLength: 1, maxLength: 8000, description: 'The sign-in page, or one that leads to it.' }),
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
    keep_open: t.Optional(t.Boolean({ default: false, description: 'Leave the session open and signed in.' })),
    save_as: t.Optional(t.String({ minLength: 1, maxLength: 100, description: 'Save it as a login of this name.' })),
  },
  { title: 'Login', examples: [{ service: 'figma.com', url: 'https://www.figma.com/login' }] },
)

export const LoginAnswer = t.Object(
  {
    success: t.Literal(true),
    service: t.String(),
    url: t.String({ description: 'Where the session came to, without query and fragment.' }),
    session_id: t.String(),
    evidence: EvidenceSchema,
    dialog: t.Optional(DialogSchema),
    saved_as: t.Optional(t.String()),
    ...receipt,
  },
  {
    title: 'LoggedIn',
    examples: [
      {
        success: true,
        service: 'figma.com',
        url: 'https://www.figma.com/files',
        session_id: '0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e21',
        evidence: [
          { sign: 'way_out', weight: 6 },
          { sign: 'form_gone', weight: 2 },
        ],
        credits_used: 3,
        credits_remaining: 37,
      },
    ],
  },
)

export type LoginInput = typeof LoginBody.static
