import { Elysia, t } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { CredentialBody, SavedCredential } from './schema.ts'
import type { Credentials } from './service.ts'

/** POST …/credentials: stores a credential that login fills in server-side. */
export const credentialRoutes = (
  credentials: Credentials,
  { guard, idempotent }: { guard: Guard; idempotent: Idempotent },
) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser', tags: ['Credentials'] }).use(guard).post(
    '/credentials',
    ctx =>
      idempotent(ctx, () => credentials.save(ctx.principal, ctx.params.user_id, ctx.body), {
        status: 201,
      }),
    {
      agentOnly: true,
      detail: operation('saveCredential', {
        summary: 'Store a credential that login fills in server-side',
        description: 'Use this instead of typing a password with act. It is bound to one site and never shown again.',
        key: 'honoured',
        fails: ['primitive_disabled_by_kit', 'user_suspended', 'duplicate_record'],
      }),
      params: t.Object({ user_id: t.String({ minLength: 1, maxLength: 255 }) }),
      body: CredentialBody,
      response: { 201: SavedCredential },
    },
  )
