import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { KitDeleted, KitList, KitUpdate, KitView, NewKit, PageQuery } from './schema.ts'
import type { Kits } from './service.ts'

/** /v1/account-kits: people read them, owners change them. */
export const kitsRoutes = (kits: Kits, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/account-kits', tags: ['Account Kits'] })
    .use(guard)
    .get('', ({ principal, query }) => kits.list(principal, query), {
      humanOnly: true,
      detail: operation('listKits', { summary: 'List Account Kits' }),
      query: PageQuery,
      response: { 200: KitList },
    })
    .post('', ctx => idempotent(ctx, () => kits.create(ctx.principal, ctx.body), { status: 201 }), {
      ownerOnly: true,
      detail: operation('createKit', { summary: 'Make an Account Kit', key: 'honoured', fails: ['duplicate_record'] }),
      body: NewKit,
      response: { 201: KitView },
    })
    .get('/:kit_id', ({ principal, params }) => kits.get(principal, params.kit_id), {
      humanOnly: true,
      detail: operation('getKit', { summary: 'Read an Account Kit' }),
      response: { 200: KitView },
    })
    .patch('/:kit_id', ctx => idempotent(ctx, () => kits.update(ctx.principal, ctx.params.kit_id, ctx.body)), {
      ownerOnly: true,
      detail: operation('updateKit', {
        summary: 'Change an Account Kit',
        key: 'honoured',
        fails: ['duplicate_record'],
      }),
      body: KitUpdate,
      response: { 200: KitView },
    })
    .delete('/:kit_id', ctx => idempotent(ctx, () => kits.remove(ctx.principal, ctx.params.kit_id)), {
      ownerOnly: true,
      detail: operation('deleteKit', {
        summary: 'Delete an Account Kit that no user is under',
        key: 'honoured',
        fails: ['in_use'],
      }),
      response: { 200: KitDeleted },
    })
