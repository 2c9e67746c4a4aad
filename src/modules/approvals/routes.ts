import { Elysia, t } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import {
  ApprovalList,
  ApprovalParams,
  ApprovalQuery,
  ApprovalView,
  DenyBody,
  UserApprovalParams,
  UserParams,
} from './schema.ts'
import type { Approvals, ApprovalTarget } from './service.ts'

const APPROVE = {
  description: 'An approval whose run failed is status failed with its error; one that was decided before is refused.',
  fails: ['already_resolved'],
} as const
const DENY = { fails: ['already_resolved'] } as const

/** Approvals, of the whole workspace and of one user: read by all, decided by people. */
export const approvalRoutes = (approvals: Approvals, { guard }: { guard: Guard }) => {
  const view = { 200: ApprovalView }
  const ofUser = ({ user_id, approval_id }: { user_id: string; approval_id: string }): ApprovalTarget => ({
    userParam: user_id,
    id: approval_id,
  })
  return new Elysia({ prefix: '/v1', tags: ['Approvals'] })
    .use(guard)
    .get('/approvals', ({ principal, query }) => approvals.list(principal, { ...query, userParam: query.user_id }), {
      agentOrHuman: true,
      detail: operation('listApprovals', { summary: 'List the workspace’s approvals, newest first' }),
      query: ApprovalQuery,
      response: { 200: ApprovalList },
    })
    .get('/approvals/:approval_id', ({ principal, params }) => approvals.get(principal, { id: params.approval_id }), {
      agentOrHuman: true,
      detail: operation('getApproval', { summary: 'Read an approval' }),
      params: ApprovalParams,
      response: view,
    })
    .post(
      '/approvals/:approval_id/approve',
      ({ principal, params }) => approvals.approve(principal, { id: params.approval_id }),
      {
        humanOnly: true,
        detail: operation('approve', { ...APPROVE, summary: 'Approve, and run what was asked for, once' }),
        params: ApprovalParams,
        response: view,
      },
    )
    .post(
      '/approvals/:approval_id/deny',
      ({ principal, params, body }) => approvals.deny(principal, { id: params.approval_id }, body?.reason),
      {
        humanOnly: true,
        detail: operation('deny', { ...DENY, summary: 'Deny what was asked for' }),
        params: ApprovalParams,
        body: DenyBody,
        response: view,
      },
    )
    .get(
      '/users/:user_id/approvals',
      ({ principal, params, query }) => approvals.list(principal, { ...query, userParam: params.user_id }),
      {
        agentOrHuman: true,
        detail: operation('listUserApprovals', { summary: 'List a user’s approvals, newest first' }),
        params: UserParams,
        query: t.Omit(ApprovalQuery, ['user_id']),
        response: { 200: ApprovalList },
      },
    )
    .get(
      '/users/:user_id/approvals/:approval_id',
      ({ principal, params }) => approvals.get(principal, ofUser(params)),
      {
        agentOrHuman: true,
        detail: operation('getUserApproval', { summary: 'Read an approval of a user' }),
        params: UserApprovalParams,
        response: view,
      },
    )
    .post(
      '/users/:user_id/approvals/:approval_id/approve',
      ({ principal, params }) => approvals.approve(principal, ofUser(params)),
      {
        humanOnly: true,
        detail: operation('approveForUser', {
          ...APPROVE,
          summary: 'Approve for a user, and run what was asked for, once',
        }),
        params: UserApprovalParams,
        response: view,
      },
    )
    .post(
      '/users/:user_id/approvals/:approval_id/deny',
      ({ principal, params, body }) => approvals.deny(principal, ofUser(params), body?.reason),
      {
        humanOnly: true,
        detail: operation('denyForUser', { ...DENY, summary: 'Deny what was asked for a user' }),
        params: UserApprovalParams,
        body: DenyBody,
        response: view,
      },
    )
}
