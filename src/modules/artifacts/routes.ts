import { Elysia, t } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Artifacts } from './service.ts'

const SignedQuery = t.Object({
  expires: t.Optional(t.String({ maxLength: 20 })),
  signature: t.Optional(t.String({ maxLength: 100 })),
})

/** /v1/artifacts/{id}: open, since the signature is the proof. */
export const artifactsRoutes = (artifacts: Artifacts, { guard }: { guard: Guard }) =>
  new Elysia({ tags: ['Artifacts'] }).use(guard).get(
    '/v1/artifacts/:artifact_id',
    async ({ params, query }) => {
      const { bytes, mediaType } = await artifacts.read(params.artifact_id, query)
      // The one answer that may be shown in another origin's page: an agent's console, a report.
      const headers = { 'content-type': mediaType, 'cross-origin-resource-policy': 'cross-origin' }
      return new Response(Uint8Array.from(bytes), { headers })
    },
    {
      anybody: true,
      detail: operation('getArtifact', {
        summary: 'Fetch a picture by its signed URL',
        fails: ['artifact_expired', 'entry_unreadable'],
        produces: 'image/*',
      }),
      query: SignedQuery,
    },
  )
