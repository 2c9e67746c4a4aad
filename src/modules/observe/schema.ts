import { t } from 'elysia'
import { integer, wholeNumber } from '../../contract/field.ts'

export const ObserveBody = t.Optional(
  t.Object({
    instruction: t.Optional(t.String({ minLength: 1, maxLength: 4000, description: 'Ranks the elements by it.' })),
    limit: t.Optional(integer(1, 500)),
  }),
)

const ObservedElement = t.Object({
  ref: t.String(),
  role: t.String(),
  name: t.String(),
  description: t.String(),
  method: t.String(),
  arguments: t.Optional(t.Array(t.String())),
  selector: t.String(),
  value: t.Optional(t.String()),
})

export const ObserveAnswer = t.Object({
  elements: t.Array(ObservedElement),
  total: wholeNumber({ description: 'How many elements the page has.' }),
  url: t.String(),
  credits_used: wholeNumber(),
  credits_remaining: wholeNumber(),
})

export type ObserveInput = NonNullable<typeof ObserveBody.static>
