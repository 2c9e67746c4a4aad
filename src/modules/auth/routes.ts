import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import { Secret } from '../../lib/secret.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import type { Callers } from './callers.ts'
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
  readonly callers: Callers
  /** Origin of the public URL. */
  readonly publicOrigin: () => string
}

/** Where the password is asked for again. */
const PASSWORD_FAILURES = ['invalid_login', 'too_many_logins'] as const

/** Signing in and out, and what an account may do to itself. */
export const accountRoutes = ({ humans, agents }: Auth, { guard, callers, publicOrigin }: AuthRoutesDeps) =>
  new Elysia({ prefix: '/v1/auth', tags: ['Authentication'] })
    .use(guard)
    .post(
      '/login',
      async ({ body, request, server, set }) => {
        const caller = callers.read(request, server)
        assertNotForeign(request, { publicOrigin: publicOrigin(), host: caller.host })
        const { view, setCookie } = await humans.login({
          email: body.email,
          password: new Secret(body.password),
          totp: body.totp,
          caller,
          userAgent: request.headers.get('user-agent') ?? '',
        })
        set.headers['set-cookie'] = setCookie
        return view
      },
      {
        anybody: true,
        detail: operation('signIn', {
          summary: 'Sign in to the dashboard',
          description: 'Sets the cookie chaperone_session. The answers do not tell which accounts exist.',
          fails: ['invalid_login', 'totp_required', 'too_many_logins', 'csrf'],
        }),
        body: Login,
        response: { 200: HumanView },
      },
    )
    .post(
      '/logout',
      ({ principal, set }) => {
        set.headers['set-cookie'] = humans.logout(principal).setCookie
        return { signed_out: true as const }
      },
      {
        humanOnly: true,
        detail: operation('signOut', { summary: 'Sign out of the dashboard' }),
        response: { 200: SignedOut },
      },
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
      {
        agentOrHuman: true,
        detail: operation('getMe', { summary: 'See who is asking' }),
        response: { 200: Me },
      },
    )
    .get('/sessions', ({ principal }) => humans.listSessions(principal), {
      humanOnly: true,
      detail: operation('listSignIns', { summary: 'List where one is signed in to the dashboard' }),
      response: { 200: HumanSessionList },
    })
    .delete('/sessions/:session_id', ({ principal, params }) => humans.revokeSession(principal, params.session_id), {
      humanOnly: true,
      detail: operation('revokeSignIn', { summary: 'Sign out elsewhere' }),
      response: { 200: SessionRevoked },
    })
    .post(
      '/password',
      ({ principal, body }) =>
        humans.changePassword(principal, {
          current: new Secret(body.current_password),
          next: new Secret(body.new_password),
        }),
      {
        humanOnly: true,
        detail: operation('changePassword', {
          summary: 'Change one’s password',
          description: 'Signs out everywhere else.',
          fails: PASSWORD_FAILURES,
        }),
        body: PasswordChange,
        response: { 200: Changed },
      },
    )
    .post('/totp', ({ principal, body }) => humans.proposeTotp(principal, new Secret(body.password)), {
      humanOnly: true,
      detail: operation('proposeTotp', { summary: 'Get a secret for one-time codes', fails: PASSWORD_FAILURES }),
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
      {
        humanOnly: true,
        detail: operation('confirmTotp', { summary: 'Turn one-time codes on', fails: PASSWORD_FAILURES }),
        body: TotpConfirm,
        response: { 200: TotpState },
      },
    )
    .post('/totp/remove', ({ principal, body }) => humans.removeTotp(principal, new Secret(body.password)), {
      humanOnly: true,
      detail: operation('removeTotp', { summary: 'Turn one-time codes off', fails: PASSWORD_FAILURES }),
      body: PasswordAgain,
      response: { 200: TotpState },
    })

/** /v1/agents and /v1/auth/keys: people see them, owners change them. */
export const agentRoutes = ({ agents }: Auth, { guard, idempotent }: AuthRoutesDeps) =>
  new Elysia({ prefix: '/v1', tags: ['Agents'] })
    .use(guard)
    .get('/agents', ({ principal, query }) => agents.list(principal, query), {
      humanOnly: true,
      detail: operation('listAgents', { summary: 'List agents' }),
      query: AgentQuery,
      response: { 200: AgentList },
    })
    .post('/agents', ctx => idempotent(ctx, () => agents.create(ctx.principal, ctx.body), { status: 201 }), {
      ownerOnly: true,
      detail: operation('createAgent', { summary: 'Make an agent', key: 'honoured', fails: ['duplicate_record'] }),
      body: NewAgent,
      response: { 201: AgentView },
    })
    .get('/agents/:agent_id', ({ principal, params }) => agents.get(principal.workspaceId, params.agent_id), {
      humanOnly: true,
      detail: operation('getAgent', { summary: 'Read an agent' }),
      response: { 200: AgentView },
    })
    .patch(
      '/agents/:agent_id',
      ctx => idempotent(ctx, () => agents.update(ctx.principal, ctx.params.agent_id, ctx.body)),
      {
        ownerOnly: true,
        detail: operation('updateAgent', {
          summary: 'Rename an agent, change its roles, or disable it',
          key: 'honoured',
          fails: ['duplicate_record'],
        }),
        body: AgentUpdate,
        response: { 200: AgentView },
      },
    )
    .delete('/agents/:agent_id', ctx => idempotent(ctx, () => agents.disable(ctx.principal, ctx.params.agent_id)), {
      ownerOnly: true,
      detail: operation('disableAgent', { summary: 'Disable an agent; its keys end at once', key: 'honoured' }),
      response: { 200: AgentView },
    })
    .get(
      '/auth/keys',
      ({ principal, query: { agent_id, ...page } }) =>
        agents.listKeys(principal.workspaceId, { ...page, agentId: agent_id }),
      {
        humanOnly: true,
        detail: operation('listKeys', { summary: 'List API keys, without the keys themselves' }),
        query: KeyQuery,
        response: { 200: KeyList },
      },
    )
    .post(
      '/auth/keys',
      ctx => idempotent(ctx, () => agents.createKey(ctx.principal, ctx.body.agent_id), { status: 201, secret: true }),
      {
        ownerOnly: true,
        detail: operation('createKey', {
          summary: 'Make an API key, which is shown in this answer alone',
          key: 'honoured',
          fails: ['in_use', 'not_found'],
        }),
        body: NewKey,
        response: { 201: CreatedKey },
      },
    )
    .delete(
      '/auth/keys/:key_id',
      ctx => idempotent(ctx, () => agents.revokeKey(ctx.principal.workspaceId, ctx.params.key_id, ctx.principal)),
      {
        ownerOnly: true,
        detail: operation('revokeKey', { summary: 'End an API key at once', key: 'honoured' }),
        response: { 200: KeyView },
      },
    )
