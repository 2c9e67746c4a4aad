import { t } from 'elysia'
import { nextCursor, nullable, oneOf, pageQuery } from '../../contract/field.ts'

export const EventQuerySchema = t.Object({
  action: t.Optional(t.String({ minLength: 1, maxLength: 100, description: 'Only events of this action' })),
  after: t.Optional(
    t.String({
      minLength: 1,
      maxLength: 100,
      description:
        'An event’s id or a point in time (RFC 3339): only later events. Or a next_cursor: the page that follows. Newest first in any case',
    }),
  ),
  limit: pageQuery.limit,
})

export const WorkspaceEventQuery = t.Object({
  ...EventQuerySchema.properties,
  user_id: t.Optional(t.String({ minLength: 1, maxLength: 255 })),
})

export const StreamQuery = t.Object({
  action: EventQuerySchema.properties.action,
  user_id: WorkspaceEventQuery.properties.user_id,
})

export const EventView = t.Object({
  id: t.String(),
  tenant_user_id: nullable(t.String()),
  actor_type: oneOf('agent', 'human', 'system'),
  actor_id: nullable(t.String()),
  action: t.String(),
  entity_type: nullable(t.String()),
  entity_id: nullable(t.String()),
  details: t.Record(t.String(), t.Unknown()),
  created_at: t.String(),
})

export const EventList = t.Object({ events: t.Array(EventView), next_cursor: nextCursor })
