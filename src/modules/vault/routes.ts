import { Elysia } from 'elysia'
import { Secret } from '../../lib/secret.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import {
  EntryDeleted,
  EntryList,
  EntryParams,
  EntryPut,
  EntryQuery,
  EntryView,
  RevealBody,
  Revealed,
  RotateBody,
  RotateQuery,
} from './schema.ts'
import type { Vault } from './service.ts'

/** /v1/users/{user_id}/vault: both put and list; people reveal, rotate and delete. */
export const vaultRoutes = (vault: Vault, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/vault', tags: ['Vault'] })
    .use(guard)
    .get('', ({ principal, params, query }) => vault.list(principal, params.user_id, query), {
      agentOrHuman: true,
      query: EntryQuery,
      response: { 200: EntryList },
    })
    .put(
      '/:key',
      ctx =>
        idempotent(ctx, () => {
          const { value, ...input } = ctx.body
          return vault.put(ctx.principal, ctx.params.user_id, ctx.params.key, { ...input, value: new Secret(value) })
        }),
      { agentOrHuman: true, params: EntryParams, body: EntryPut, response: { 200: EntryView } },
    )
    .post(
      '/:key/reveal',
      ctx =>
        idempotent(
          ctx,
          () => vault.reveal(ctx.principal, ctx.params.user_id, ctx.params.key, new Secret(ctx.body.password)),
          { secret: true },
        ),
      { humanOnly: true, params: EntryParams, body: RevealBody, response: { 200: Revealed } },
    )
    .delete('/:key', ctx => idempotent(ctx, () => vault.remove(ctx.principal, ctx.params.user_id, ctx.params.key)), {
      humanOnly: true,
      params: EntryParams,
      response: { 200: EntryDeleted },
    })
    .post(
      '/:key/rotate',
      ctx =>
        idempotent(ctx, () => {
          const { value } = ctx.body
          const next = value === undefined ? undefined : new Secret(value)
          return vault.rotate(ctx.principal, ctx.params.user_id, ctx.params.key, next)
        }),
      { humanOnly: true, params: EntryParams, query: RotateQuery, body: RotateBody, response: { 200: EntryView } },
    )
