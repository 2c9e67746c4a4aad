import { Elysia } from 'elysia'
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
      query: PageQuery,
      response: { 200: KitList },
    })
    .post('', ctx => idempotent(ctx, () => kits.create(ctx.principal, ctx.body), { status: 201 }), {
      ownerOnly: true,
      body: NewKit,
      response: { 201: KitView },
    })
    .get('/:kit_id', ({ principal, params }) => kits.get(principal, params.kit_id), {
      humanOnly: true,
      response: { 200: KitView },
    })
    .patch('/:kit_id', ctx => idempotent(ctx, () => kits.update(ctx.principal, ctx.params.kit_id, ctx.body)), {
      ownerOnly: true,
      body: KitUpdate,
      response: { 200: KitView },
    })
    .delete('/:kit_id', ctx => idempotent(ctx, () => kits.remove(ctx.principal, ctx.params.kit_id)), {
      ownerOnly: true,
      response: { 200: KitDeleted },
    })
