import { t } from 'elysia'
import { nextCursor, nullable, oneOf, wholeNumber } from '../../contract/field.ts'

const scope = oneOf('workspace', 'user', 'agent', 'login')

export const NewStop = t.Object(
  {
    scope,
    id: t.String({
      minLength: 1,
      maxLength: 255,
      description:
        'Its id, or as people name it: a user’s external_id, the name of an agent, a saved login or the workspace',
    }),
  },
  { title: 'NewStop', examples: [{ scope: 'agent', id: 'shopper' }] },
)

const fields = {
  id: t.String({ description: 'What is stopped, and what lifts it' }),
  scope,
  stopped_by_type: oneOf('human', 'system'),
  stopped_by_id: nullable(t.String()),
  created_at: t.String({ format: 'date-time' }),
}

export const StopView = t.Object(fields, { title: 'Stop' })
export const StopDone = t.Object(
  { ...fields, ended: wholeNumber({ description: 'Sessions that ran and were ended' }) },
  { title: 'StopDone' },
)
export const StopList = t.Object({ stops: t.Array(StopView), next_cursor: nextCursor }, { title: 'StopList' })
