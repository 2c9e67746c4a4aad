import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../src/app.ts'
import type { Browsing } from '../src/browsing.ts'
import { readConfig } from '../src/config.ts'

/** A pool that leases nothing: the description is made of routes, and no route is used. */
const idle: Browsing = {
  gate: { protectPort: () => undefined } as unknown as Browsing['gate'],
  pool: {
    start: async () => undefined,
    sweep: async () => undefined,
    lease: () => Promise.reject(new Error('no browser here')),
    stats: () => ({ processes: 0, pids: [], warm: 0, leased: 0, queued: 0, maxSessions: 0, healthy: true }),
    onDied: () => undefined,
    close: async () => undefined,
  },
  [Symbol.asyncDispose]: async () => undefined,
}

/** docs/openapi.json: what a service at the default address gives as /openapi.json. No Chromium is started for it. */
export const renderApiDocument = async (): Promise<string> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chaperone-openapi-'))
  const settings = { CHAPERONE_DATA_DIR: dataDir, CHAPERONE_PORT: '0', CHAPERONE_LOG: 'error' }
  const app = await createApp(readConfig({ ...settings, CHAPERONE_PUBLIC_URL: 'http://127.0.0.1:4600' }), {
    browsing: idle,
  })
  try {
    const response = await fetch(`http://127.0.0.1:${app.http.port}/openapi.json`)
    return `${JSON.stringify(await response.json(), null, 1)}\n`
  } finally {
    await app.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) await Bun.write(new URL('../docs/openapi.json', import.meta.url), await renderApiDocument())
