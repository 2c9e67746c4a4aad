import { t } from 'elysia'
import { integer, wholeNumber } from '../../contract/field.ts'

export const LinksBody = t.Optional(
  t.Object({
    contains: t.Optional(
      t.String({ minLength: 1, maxLength: 500, description: 'Only links whose text or address contains this.' }),
    ),
    limit: t.Optional(integer(1, 1000)),
  }),
)

export const LinksAnswer = t.Object({
  url: t.String(),
  links: t.Array(t.Object({ text: t.String(), href: t.String() })),
  credits_used: wholeNumber(),
  credits_remaining: wholeNumber(),
})

export type LinksInput = NonNullable<typeof LinksBody.static>
