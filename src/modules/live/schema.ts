import { t } from 'elysia'

export const LiveViewLink = t.Object(
  { live_view_url: t.String() },
  { title: 'LiveViewLink', examples: [{ live_view_url: 'http://127.0.0.1:4600/live/…' }] },
)

export const HumanLoginBody = t.Object(
  {
    allowed_domains: t.Array(t.String({ minLength: 1, maxLength: 300 }), { minItems: 1, maxItems: 100 }),
    name: t.String({ minLength: 1, maxLength: 100, description: 'The saved login’s name.' }),
  },
  { title: 'StartHumanLogin', examples: [{ allowed_domains: ['figma.com'], name: 'figma' }] },
)

export const HumanLogin = t.Object({ session_id: t.String(), live_view_url: t.String() }, { title: 'HumanLogin' })

export const HumanLoginSaveBody = t.Optional(
  t.Object({ name: t.Optional(t.String({ minLength: 1, maxLength: 100 })) }, { title: 'SaveHumanLogin' }),
)
