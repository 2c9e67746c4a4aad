import { t } from 'elysia'
import { nextCursor, nullable, pageQuery, queryInteger, wholeNumber } from '../../contract/field.ts'

export const UsageQuery = t.Object({
  days: queryInteger(1, 366, 30),
  ...pageQuery,
  user_id: t.Optional(t.String({ minLength: 1, maxLength: 255 })),
})

const Charge = t.Object(
  {
    id: t.String(),
    tenant_user_id: t.String(),
    agent_id: nullable(t.String()),
    session_id: nullable(t.String()),
    action: t.String(),
    credits: wholeNumber(),
    created_at: t.String(),
  },
  { title: 'Charge' },
)

export const UsageView = t.Object(
  {
    days: wholeNumber(),
    credits: wholeNumber({ description: 'All credits of the period' }),
    by_day: t.Array(t.Object({ date: t.String(), credits: wholeNumber(), count: wholeNumber() })),
    by_action: t.Array(t.Object({ action: t.String(), credits: wholeNumber(), count: wholeNumber() })),
    entries: t.Array(Charge),
    next_cursor: nextCursor,
  },
  { title: 'Usage' },
)
