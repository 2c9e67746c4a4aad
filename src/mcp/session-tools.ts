import { type Static, t } from 'elysia'
import { oneOf } from '../contract/field.ts'
import { CreateSessionBody } from '../modules/sessions/schema.ts'
import { defineTool } from './tool.ts'
import { shorten, toText } from './words.ts'

/** The argument of every tool that works in a session. */
export const sessionId = t.String()

const CreateArguments = t.Object({
  allowed_domains: t.Array(t.String(), { description: '["example.com"]: it and its subdomains' }),
  allow_writes: t.Optional(t.Boolean({ description: 'allow changes: sending forms, buying' })),
  context_name: t.Optional(t.String({ description: 'a saved login to reopen' })),
  allow_extract: t.Optional(t.Boolean({ description: 'read its pages too' })),
  timeout_minutes: t.Optional(t.Integer()),
  human_login: t.Optional(t.Boolean({ description: 'a human signs in by hand' })),
  proxy: t.Optional(t.Boolean()),
})

const CloseArguments = t.Object({ session_id: sessionId })
const ListArguments = t.Object({ status: t.Optional(oneOf('active', 'in_use', 'closed', 'expired', 'failed')) })

const LISTED = 20

/** 2026-11-30T08:15:00.000Z as 08:15 UTC. */
const toTime = (timestamp: string): string => `${timestamp.slice(11, 16)} UTC`

/** Opening, closing and listing of sessions. */
export const SESSION_TOOLS = [
  defineTool({
    name: 'browser_create_session',
    description: 'Open a browser that may visit only the named domains. Close it when done.',
    annotations: { destructiveHint: false },
    input: CreateArguments,
    twin: 'createSession',
    body: CreateSessionBody,
    run: ({ services, principal, user }, args: Static<typeof CreateArguments>, call) =>
      services.sessions.create(principal, user, args, call),
    show: ({ session_id, allowed_domains, allow_writes, timeout_at }) =>
      `session_id: ${session_id}\n${allow_writes ? 'May change things' : 'Reads only'} on ${allowed_domains.join(', ')}, until ${toTime(timeout_at)}.`,
  }),
  defineTool({
    name: 'browser_close_session',
    description: 'Close it.',
    annotations: { destructiveHint: false, idempotentHint: true, openWorldHint: false },
    input: CloseArguments,
    twin: 'closeSession',
    run: ({ services, principal, user }, { session_id }: Static<typeof CloseArguments>) =>
      services.sessions.close(principal, { user_id: user, session_id }),
    show: ({ status, credits_consumed }) => `${status}, ${credits_consumed} credits in all.`,
  }),
  defineTool({
    name: 'browser_list_sessions',
    description: 'Sessions, newest first.',
    annotations: { readOnlyHint: true, openWorldHint: false },
    isFree: true,
    input: ListArguments,
    twin: 'listSessions',
    run: ({ services, principal, user }, { status }: Static<typeof ListArguments>) =>
      services.sessions.list(principal, user, { ...(status && { status }), limit: LISTED }),
    show: ({ sessions, next_cursor }) =>
      toText(
        sessions.length === 0 && 'none',
        sessions.map(
          ({ session_id, status, allowed_domains, timeout_at }) =>
            `${session_id} ${status} ${shorten(allowed_domains.join(', '), 80)}${status === 'active' ? ` until ${toTime(timeout_at)}` : ''}`,
        ),
        next_cursor !== null && '(older ones are not listed)',
      ),
  }),
]
