import { t } from 'elysia'

export const LiveViewLink = t.Object({ live_view_url: t.String() })

export const HumanLoginBody = t.Object({
  allowed_domains: t.Array(t.String({ minLength: 1, maxLength: 300 }), { minItems: 1, maxItems: 100 }),
  name: t.String({ minLength: 1, maxLength: 100, description: 'The saved login’s name.' }),
})

export const HumanLogin = t.Object({ session_id: t.String(), live_view_url: t.String() })

export const HumanLoginSaveBody = t.Optional(t.Object({ name: t.Optional(t.String({ minLength: 1, maxLength: 100 })) }))
