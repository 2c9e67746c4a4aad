import { Elysia } from 'elysia'
import { bundleDashboard } from './bundle.ts'
import { DASHBOARD_CSP, ICON, renderDocument } from './document.ts'
import { PAGE_PATHS } from './page-paths.ts'

export interface DashboardDeps {
  /** Action credits that a session may use. */
  readonly sessionCeiling: number
  /** The path that the service is mounted at, without a slash at its end. */
  readonly mountPath: string
}

const YEAR_SECONDS = 31_536_000
const TYPES = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' } as const

interface Asset {
  readonly url: string
  readonly type: string
  readonly plain: string
  readonly zipped: Uint8Array<ArrayBuffer>
}

/** A file under an address that changes with what is in it, so that browsers may keep it for good. */
const toAsset = (kind: keyof typeof TYPES, content: string): Asset => {
  const hash = new Bun.CryptoHasher('sha256').update(content).digest('hex').slice(0, 16)
  return {
    url: `/assets/${hash}.${kind}`,
    type: `${TYPES[kind]}; charset=utf-8`,
    plain: content,
    zipped: Bun.gzipSync(content),
  }
}

/** The pages of the dashboard, each the same document, and the script and style that it names. Open: no data is in them. */
export const dashboardRoutes = ({ sessionCeiling, mountPath }: DashboardDeps) => {
  const build = async () => {
    const { script, style } = await bundleDashboard()
    const assets = { script: toAsset('js', script), style: toAsset('css', style), icon: toAsset('svg', ICON) }
    const page = renderDocument({
      scriptUrl: assets.script.url,
      styleUrl: assets.style.url,
      iconUrl: assets.icon.url,
      mountPath,
      sessionCeiling,
    })
    return { page, assets: new Map(Object.values(assets).map(asset => [asset.url, asset])) }
  }
  let built: ReturnType<typeof build> | undefined
  const load = () => {
    built ??= build()
    return built
  }

  const app = new Elysia({ detail: { hide: true } }).get('/assets/:file', async ({ params, request, status }) => {
    const asset = (await load()).assets.get(`/assets/${params.file}`)
    if (!asset) return status(404)
    const canUnzip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
    return new Response(canUnzip ? asset.zipped : asset.plain, {
      headers: {
        'content-type': asset.type,
        'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
        vary: 'accept-encoding',
        ...(canUnzip ? { 'content-encoding': 'gzip' } : {}),
      },
    })
  })
  for (const path of PAGE_PATHS) {
    app.get(path, async () => {
      const { page } = await load()
      return new Response(page, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': DASHBOARD_CSP },
      })
    })
  }
  return app
}
