import { type TSchema, t } from 'elysia'
import { integer, nextCursor, nullable, oneOf, pageQuery, wholeNumber } from '../../contract/field.ts'
import { VERBS } from '../../db/schema.ts'

const orNull = <Schema extends TSchema>(schema: Schema) => t.Optional(nullable(schema))

const domains = t.Array(t.String({ minLength: 1, maxLength: 255 }), { minItems: 1, maxItems: 100 })
const egress = oneOf('navigations', 'all')
const timeOfDay = t.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
const hours = t.Object(
  { from: timeOfDay, to: timeOfDay, time_zone: t.Optional(t.String({ minLength: 1, maxLength: 100 })) },
  {
    description:
      'When agents may work: from, up to and without to, over midnight where to comes first; UTC unless a time zone is named',
  },
)
const methods = t.Array(oneOf(...VERBS), { maxItems: VERBS.length, description: 'What agents may do in sessions' })

/** A kit's policy as it is sent; null takes a limit away. */
const PolicyChange = t.Object(
  {
    browser: t.Optional(
      t.Object({
        enabled: t.Optional(t.Boolean()),
        requiresApproval: orNull(t.Boolean()),
        max_sessions: orNull(integer(0, 10_000)),
        max_credits_per_day: orNull(integer(0, 1_000_000_000)),
        allowed_domains: orNull(domains),
        egress: orNull(egress),
        hours: orNull(hours),
        methods: orNull(methods),
      }),
    ),
    vault: t.Optional(t.Object({ enabled: t.Optional(t.Boolean()) })),
  },
  { title: 'PolicyChange', description: 'Null takes a limit away.' },
)

const name = t.String({ minLength: 1, maxLength: 100 })

export const NewKit = t.Object(
  { name, primitives_config: t.Optional(PolicyChange) },
  {
    title: 'NewKit',
    examples: [{ name: 'Careful', primitives_config: { browser: { requiresApproval: true, max_sessions: 2 } } }],
  },
)
export const KitUpdate = t.Partial(NewKit, { title: 'KitUpdate' })

export const KitView = t.Object(
  {
    id: t.String(),
    name: t.String(),
    primitives_config: t.Object({
      browser: t.Object({
        enabled: t.Boolean(),
        requiresApproval: t.Optional(t.Boolean()),
        max_sessions: t.Optional(wholeNumber()),
        max_credits_per_day: t.Optional(wholeNumber()),
        allowed_domains: t.Optional(t.Array(t.String())),
        egress: t.Optional(egress),
        hours: t.Optional(hours),
        methods: t.Optional(methods),
      }),
      vault: t.Object({ enabled: t.Boolean() }),
    }),
    is_default: t.Boolean(),
    user_count: wholeNumber(),
    created_at: t.String(),
    updated_at: t.String(),
  },
  { title: 'Kit' },
)

export const KitList = t.Object({ account_kits: t.Array(KitView), next_cursor: nextCursor }, { title: 'KitList' })
export const KitDeleted = t.Object({ id: t.String(), deleted: t.Literal(true) }, { title: 'KitDeleted' })

export const PageQuery = t.Object(pageQuery)
