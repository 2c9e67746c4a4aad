import { Elysia } from 'elysia'
import { Secret } from '../../lib/secret.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import type { Guard } from './guard.ts'
import { assertNotForeign } from './origin-check.ts'
import {
  AgentList,
  AgentQuery,
  AgentUpdate,
  AgentView,
  Changed,
  CreatedKey,
  HumanSessionList,
  HumanView,
  KeyList,
  KeyQuery,
  KeyView,
  Login,
  Me,
  NewAgent,
  NewKey,
  PasswordAgain,
  PasswordChange,
  SessionRevoked,
  SignedOut,
  TotpConfirm,
  TotpProposal,
  TotpState,
} from './schema.ts'
import type { Auth } from './service.ts'

export interface AuthRoutesDeps {
  readonly guard: Guard
  readonly idempotent: Idempotent
  /** Origin of the public URL. */
  readonly publicOrigin: () => string
}

const UNKNOWN_ADDRESS = 'unknown'

/** Signing in and out, and what an account may do to itself. */
export const accountRoutes = ({ humans, agents }: Auth, { guard, publicOrigin }: AuthRoutesDeps) =>
  new Elysia({ prefix: '/v1/auth', tags: ['Authentication'] })
    .use(guard)
    .post(
      '/login',
      async ({ body, request, server, set }) => {
        assertNotForeign(request, publicOrigin())
        const { view, setCookie } = await humans.login({
          email: body.email,
          password: new Secret(body.password),
          totp: body.totp,
          address: server?.requestIP(request)?.address ?? UNKNOWN_ADDRESS,
          userAgent: request.headers.get('user-agent') ?? '',
        })
        set.headers['set-cookie'] = setCookie
        return view
      },
      { anybody: true, body: Login, response: { 200: HumanView } },
    )
    .post(
      '/logout',
      ({ principal, set }) => {
        set.headers['set-cookie'] = humans.logout(principal).setCookie
        return { signed_out: true as const }
      },
      { humanOnly: true, response: { 200: SignedOut } },
    )
    .get(
      '/me',
      ({ principal }) =>
        principal.type === 'human'
          ? humans.me(principal)
          : {
              ...agents.get(principal.workspaceId, principal.id),
              type: 'agent' as const,
              workspace_id: principal.workspaceId,
            },
      { agentOrHuman: true, response: { 200: Me } },
    )
    .get('/sessions', ({ principal }) => humans.listSessions(principal), {
      humanOnly: true,
      response: { 200: HumanSessionList },
    })
    .delete('/sessions/:session_id', ({ principal, params }) => humans.revokeSession(principal, params.session_id), {
      humanOnly: true,
      response: { 200: SessionRevoked },
    })
    .post(
      '/password',
      ({ principal, body }) =>
        humans.changePassword(principal, {
          current: new Secret(body.current_password),
          next: new Secret(body.new_password),
        }),
      { humanOnly: true, body: PasswordChange, response: { 200: Changed } },
    )
    .post('/totp', ({ principal, body }) => humans.proposeTotp(principal, new Secret(body.password)), {
      humanOnly: true,
      body: PasswordAgain,
      response: { 200: TotpProposal },
    })
    .post(
      '/totp/confirm',
      ({ principal, body }) =>
        humans.confirmTotp(principal, {
          password: new Secret(body.password),
          secret: new Secret(body.secret),
          code: body.totp,
        }),
      { humanOnly: true, body: TotpConfirm, response: { 200: TotpState } },
    )
    .post('/totp/remove', ({ principal, body }) => humans.removeTotp(principal, new Secret(body.password)), {
      humanOnly: true,
      body: PasswordAgain,
      response: { 200: TotpState },
    })

/** /v1/agents and /v1/auth/keys: people see them, owners change them. */
export const agentRoutes = ({ agents }: Auth, { guard, idempotent }: AuthRoutesDeps) =>
  new Elysia({ prefix: '/v1', tags: ['Agents'] })
    .use(guard)
    .get('/agents', ({ principal, query }) => agents.list(principal, query), {
      humanOnly: true,
      query: AgentQuery,
      response: { 200: AgentList },
    })
    .post('/agents', ctx => idempotent(ctx, () => agents.create(ctx.principal, ctx.body), { status: 201 }), {
      ownerOnly: true,
      body: NewAgent,
      response: { 201: AgentView },
    })
    .get('/agents/:agent_id', ({ principal, params }) => agents.get(principal.workspaceId, params.agent_id), {
      humanOnly: true,
      response: { 200: AgentView },
    })
    .patch(
      '/agents/:agent_id',
      ctx => idempotent(ctx, () => agents.update(ctx.principal, ctx.params.agent_id, ctx.body)),
      {
        ownerOnly: true,
        body: AgentUpdate,
        response: { 200: AgentView },
      },
    )
    .delete('/agents/:agent_id', ctx => idempotent(ctx, () => agents.disable(ctx.principal, ctx.params.agent_id)), {
      ownerOnly: true,
      response: { 200: AgentView },
    })
    .get(
      '/auth/keys',
      ({ principal, query: { agent_id, ...page } }) =>
        agents.listKeys(principal.workspaceId, { ...page, agentId: agent_id }),
      { humanOnly: true, query: KeyQuery, response: { 200: KeyList } },
    )
    .post(
      '/auth/keys',
      ctx => idempotent(ctx, () => agents.createKey(ctx.principal, ctx.body.agent_id), { status: 201, secret: true }),
      { ownerOnly: true, body: NewKey, response: { 201: CreatedKey } },
    )
    .delete(
      '/auth/keys/:key_id',
      ctx => idempotent(ctx, () => agents.revokeKey(ctx.principal.workspaceId, ctx.params.key_id, ctx.principal)),
      { ownerOnly: true, response: { 200: KeyView } },
    )
