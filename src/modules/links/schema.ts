import { t } from 'elysia'
import { receipt } from '../../contract/action.ts'
import { integer } from '../../contract/field.ts'

export const LinksBody = t.Optional(
  t.Object(
    {
      contains: t.Optional(
        t.String({ minLength: 1, maxLength: 500, description: 'Only links whose text or address contains this.' }),
      ),
      limit: t.Optional(integer(1, 1000, { description: 'At most this many links; 300 unless given.' })),
    },
    { title: 'FindLinks', examples: [{ contains: 'fern' }] },
  ),
)

const Link = t.Object({ text: t.String(), href: t.String() }, { title: 'Link' })

export const LinksAnswer = t.Object(
  {
    url: t.String(),
    links: t.Array(Link),
    ...receipt,
  },
  {
    title: 'Links',
    examples: [
      {
        url: 'https://example.com/plants',
        links: [{ text: 'Boston fern', href: 'https://example.com/plants/2' }],
        credits_used: 1,
        credits_remaining: 34,
      },
    ],
  },
)

export type LinksInput = NonNullable<typeof LinksBody.static>
