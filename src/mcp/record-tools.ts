import { type Static, t } from 'elysia'
import { oneOf } from '../contract/field.ts'
import { defineTool } from './tool.ts'
import { shorten, toText } from './words.ts'

const ApprovalsArguments = t.Object({
  status: t.Optional(oneOf('pending', 'executed', 'failed', 'denied', 'expired')),
})

/** What may be asked for, and what is waited at most: the answer has to come before the call's time is up. In seconds. */
const LONGEST_WAIT = 50
const LONGEST_WAITED = 46

const ApprovalArguments = t.Object({
  approval_id: t.String(),
  wait_seconds: t.Optional(t.Integer({ minimum: 0, maximum: LONGEST_WAIT })),
})

const LogsArguments = t.Object({
  action: t.Optional(t.String({ description: 'browser.act' })),
  after: t.Optional(t.String({ description: 'time or id' })),
  limit: t.Optional(t.Integer({ minimum: 1, maximum: 100 })),
})

const LISTED = 50
const LOGGED = 20

type Approval = Readonly<Record<'id' | 'title' | 'status', string>> & {
  readonly error?: string
  readonly result?: object
}

const toApprovalLine = ({ id, title, status, error }: Approval): string =>
  `${id} ${status}${error ? ` (${shorten(error, 120)})` : ''} ${shorten(title, 120)}`

const FREE = { isFree: true, annotations: { readOnlyHint: true, openWorldHint: false } } as const

/** What is known of vault, approvals and log; nothing is changed, and no secret shown. */
export const RECORD_TOOLS = [
  defineTool({
    ...FREE,
    name: 'vault_list',
    description: 'Names of stored secrets.',
    input: t.Object({}),
    twin: 'listVaultEntries',
    run: ({ services, principal, user }) => services.vault.list(principal, user, { limit: LISTED }),
    show: ({ entries, next_cursor }) =>
      toText(
        entries.length === 0 && 'none',
        entries.map(
          ({ key, kind, site, state }) =>
            `${key} ${kind}${site ? ` for ${site}` : ''}${state === 'active' ? '' : ` ${state}`}`,
        ),
        next_cursor !== null && '(more are not listed)',
      ),
  }),
  defineTool({
    ...FREE,
    name: 'approvals_list',
    description: 'Requests that humans decide on.',
    input: ApprovalsArguments,
    twin: 'listUserApprovals',
    run: ({ services, principal, user }, { status }: Static<typeof ApprovalsArguments>) =>
      services.approvals.list(principal, { userParam: user, status, limit: LOGGED }),
    show: ({ approvals, next_cursor }) =>
      toText(
        approvals.length === 0 && 'none',
        approvals.map(toApprovalLine),
        next_cursor !== null && '(older ones are not listed)',
      ),
  }),
  defineTool({
    ...FREE,
    name: 'approvals_get',
    description: 'One of them; can wait for the decision.',
    input: ApprovalArguments,
    twin: 'getUserApproval',
    run: async (
      { services, principal, user, signal },
      { approval_id: id, wait_seconds = 0 }: Static<typeof ApprovalArguments>,
    ) => {
      const target = { userParam: user, id }
      if (wait_seconds === 0) return services.approvals.get(principal, target)
      const waiting = AbortSignal.any([signal, AbortSignal.timeout(Math.min(wait_seconds, LONGEST_WAITED) * 1000)])
      return await services.approvals.awaitDecision(principal, target, waiting)
    },
    show: approval =>
      toText(toApprovalLine(approval), approval.result !== undefined && shorten(JSON.stringify(approval.result), 600)),
  }),
  defineTool({
    ...FREE,
    name: 'logs_query',
    description: 'What was done, newest first.',
    input: LogsArguments,
    twin: 'listUserLogs',
    run: ({ services, principal, user }, { action, after, limit = LOGGED }: Static<typeof LogsArguments>) => {
      const userId = services.users.findId(principal, user)
      return services.audit.list(principal.workspaceId, { userId, action, after, limit })
    },
    show: ({ events, next_cursor }) =>
      toText(
        events.length === 0 && 'none',
        events.map(
          ({ created_at, action, actor_type, details }) =>
            `${new Date(created_at).toISOString().slice(0, 19)}Z ${actor_type} ${action} ${shorten(JSON.stringify(details), 240)}`,
        ),
        next_cursor !== null && `(older: after "${next_cursor}")`,
      ),
  }),
]
