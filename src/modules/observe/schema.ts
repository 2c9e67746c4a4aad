import { t } from 'elysia'
import { ElementSchema, receipt } from '../../contract/action.ts'
import { integer, wholeNumber } from '../../contract/field.ts'

export const ObserveBody = t.Optional(
  t.Object(
    {
      instruction: t.Optional(t.String({ minLength: 1, maxLength: 4000, description: 'Ranks the elements by it.' })),
      limit: t.Optional(integer(1, 500, { description: 'At most this many elements; 60 unless given.' })),
    },
    { title: 'Observe', examples: [{ instruction: 'the search field', limit: 5 }] },
  ),
)

export const ObserveAnswer = t.Object(
  {
    elements: t.Array(ElementSchema),
    total: wholeNumber({ description: 'How many elements the page has.' }),
    url: t.String(),
    ...receipt,
  },
  {
    title: 'Observed',
    examples: [
      {
        elements: ElementSchema.examples,
        total: 48,
        url: 'https://example.com/plants',
        credits_used: 1,
        credits_remaining: 37,
      },
    ],
  },
)

export type ObserveInput = NonNullable<typeof ObserveBody.static>
