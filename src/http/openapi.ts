import { type AnyElysia, Elysia } from 'elysia'
import { createLate } from '../lib/late.ts'

/** What the description is made of; `url` is known once the port is bound. */
export interface OpenapiDeps {
  readonly server: () => AnyElysia
  readonly version: string
  readonly publicUrl: () => string
}

/** /openapi.json and /docs, made at the first request, when every route is mounted. */
export const openapiRoutes = ({ server, version, publicUrl }: OpenapiDeps) => {
  const describe = createLate(async () => {
    const { createApiDocument } = await import('./api-document.ts')
    return createApiDocument(server(), { version, url: publicUrl() })
  })
  return new Elysia({ detail: { hide: true } })
    .get('/openapi.json', async () => Response.json(await describe()))
    .get('/docs', async () => {
      const { DOCS_CSP, renderDocs } = await import('./docs-page.ts')
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': DOCS_CSP }
      return new Response(renderDocs(await describe()), { headers })
    })
}
