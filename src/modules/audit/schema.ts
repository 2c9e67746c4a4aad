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

export const EventView = t.Object(
  {
    id: t.String(),
    tenant_user_id: nullable(t.String()),
    actor_type: oneOf('agent', 'human', 'system'),
    actor_id: nullable(t.String()),
    action: t.String(),
    entity_type: nullable(t.String()),
    entity_id: nullable(t.String()),
    details: t.Record(t.String(), t.Unknown()),
    created_at: t.String(),
  },
  {
    title: 'LogEvent',
    description: 'One thing that was done, by whom and to what.',
    examples: [
      {
        id: '0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e21',
        tenant_user_id: '0199f2a0-1111-7b3a-9d52-3f0f6a4c8e21',
        actor_type: 'agent',
        actor_id: '0199f2a0-2222-7b3a-9d52-3f0f6a4c8e21',
        action: 'browser.navigate',
        entity_type: 'session',
        entity_id: '0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e22',
        details: { url: 'example.com/plants', http_status: 200, credits: 1, ms: 84 },
        created_at: '2026-11-30T08:01:12.000Z',
      },
    ],
  },
)

export const EventList = t.Object({ events: t.Array(EventView), next_cursor: nextCursor }, { title: 'LogEventList' })
