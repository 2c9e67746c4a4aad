import { t } from 'elysia'
import { DialogSchema, receipt } from '../../contract/action.ts'
import { wholeNumber } from '../../contract/field.ts'

export const NavigateBody = t.Object(
  {
    url: t.String({
      minLength: 1,
      maxLength: 8192,
      description: 'An http or https address within the session’s allowlist.',
    }),
    wait_until: t.Optional(
      t.Union([t.Literal('load'), t.Literal('domcontentloaded'), t.Literal('networkidle')], { default: 'load' }),
    ),
  },
  { title: 'Navigate', examples: [{ url: 'https://example.com/plants' }] },
)

export type NavigateInput = typeof NavigateBody.static

export const NavigateAnswer = t.Object(
  {
    url: t.String(),
    title: t.String(),
    http_status: wholeNumber({ description: 'The page’s own; an error page is a success with its status.' }),
    dialog: t.Optional(DialogSchema),
    ...receipt,
  },
  {
    title: 'Navigated',
    examples: [
      { url: 'https://example.com/plants', title: 'Plants', http_status: 200, credits_used: 1, credits_remaining: 39 },
    ],
  },
)
