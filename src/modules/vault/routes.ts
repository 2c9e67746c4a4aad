import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
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

const VAULT_FAILURES = ['primitive_disabled_by_kit', 'user_suspended'] as const

/** /v1/users/{user_id}/vault: both put and list; people reveal, rotate and delete. */
export const vaultRoutes = (vault: Vault, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/vault', tags: ['Vault'] })
    .use(guard)
    .get('', ({ principal, params, query }) => vault.list(principal, params.user_id, query), {
      agentOrHuman: true,
      detail: operation('listVaultEntries', {
        summary: 'List the names of a user’s vault entries, without their values',
        fails: ['primitive_disabled_by_kit'],
      }),
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
      {
        agentOrHuman: true,
        detail: operation('putVaultEntry', {
          summary: 'Store a value under a name',
          description: 'An agent cannot replace what a human stored.',
          key: 'honoured',
          fails: [...VAULT_FAILURES, 'duplicate_record'],
        }),
        params: EntryParams,
        body: EntryPut,
        response: { 200: EntryView },
      },
    )
    .post(
      '/:key/reveal',
      ctx =>
        idempotent(
          ctx,
          () => vault.reveal(ctx.principal, ctx.params.user_id, ctx.params.key, new Secret(ctx.body.password)),
          { secret: true },
        ),
      {
        humanOnly: true,
        detail: operation('revealVaultEntry', {
          summary: 'Show a value, against the human’s password',
          key: 'honoured',
          fails: [...VAULT_FAILURES, 'invalid_login', 'too_many_logins', 'entry_locked', 'entry_unreadable'],
        }),
        params: EntryParams,
        body: RevealBody,
        response: { 200: Revealed },
      },
    )
    .delete('/:key', ctx => idempotent(ctx, () => vault.remove(ctx.principal, ctx.params.user_id, ctx.params.key)), {
      humanOnly: true,
      detail: operation('deleteVaultEntry', {
        summary: 'Delete a vault entry',
        key: 'honoured',
        fails: VAULT_FAILURES,
      }),
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
      {
        humanOnly: true,
        detail: operation('rotateVaultEntry', {
          summary: 'Replace a value, or encrypt it anew',
          key: 'honoured',
          fails: [...VAULT_FAILURES, 'entry_locked', 'entry_unreadable'],
        }),
        params: EntryParams,
        query: RotateQuery,
        body: RotateBody,
        response: { 200: EntryView },
      },
    )
