import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { NewUser, UserList, UserQuery, UserUpdate, UserView } from './schema.ts'
import type { Users } from './service.ts'

/** /v1/users, and the assignment of a kit to one: people manage them. */
export const usersRoutes = (users: Users, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ tags: ['Users'] })
    .use(guard)
    .get('/v1/users', ({ principal, query }) => users.list(principal, query), {
      humanOnly: true,
      detail: operation('listUsers', { summary: 'List users' }),
      query: UserQuery,
      response: { 200: UserList },
    })
    .post('/v1/users', ctx => idempotent(ctx, () => users.create(ctx.principal, ctx.body), { status: 201 }), {
      humanOnly: true,
      detail: operation('createUser', {
        summary: 'Make a user',
        key: 'honoured',
        fails: ['duplicate_record', 'not_found', 'owner_required'],
      }),
      body: NewUser,
      response: { 201: UserView },
    })
    .get('/v1/users/:user_id', ({ principal, params }) => users.get(principal, params.user_id), {
      humanOnly: true,
      detail: operation('getUser', { summary: 'Read a user' }),
      response: { 200: UserView },
    })
    .patch(
      '/v1/users/:user_id',
      ctx => idempotent(ctx, () => users.update(ctx.principal, ctx.params.user_id, ctx.body)),
      {
        humanOnly: true,
        detail: operation('updateUser', {
          summary: 'Change a user',
          key: 'honoured',
          fails: ['duplicate_record', 'in_use', 'owner_required'],
        }),
        body: UserUpdate,
        response: { 200: UserView },
      },
    )
    .delete('/v1/users/:user_id', ctx => idempotent(ctx, () => users.remove(ctx.principal, ctx.params.user_id)), {
      humanOnly: true,
      detail: operation('deleteUser', {
        summary: 'Delete a user; its records stay',
        key: 'honoured',
        fails: ['in_use'],
      }),
      response: { 200: UserView },
    })
    .post(
      '/v1/account-kits/:kit_id/users/:user_id/assign',
      ctx => idempotent(ctx, () => users.assignKit(ctx.principal, ctx.params.kit_id, ctx.params.user_id)),
      {
        ownerOnly: true,
        detail: operation('assignKit', { summary: 'Put a user under an Account Kit', key: 'honoured' }),
        response: { 200: UserView },
      },
    )
