import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { pageOf } from '../../extraction/support/captured.ts'
import { serveSite } from '../../support/site.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'chaperone-extract-'))
const site = serveSite()
let app: Awaited<ReturnType<typeof createApp>>
let key = ''
let session = ''

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & { error?: { code: string; details: Record<string, unknown> } }
}

const call = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
  const response = await fetch(`${app.http.url}/v1/users/default/browser${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const extractFrom = async (page: string, body: unknown): Promise<Answer> => {
  const url = site.show(await pageOf(page), `/${page}`)
  await call(`/sessions/${session}/navigate`, { url })
  return await call(`/sessions/${session}/extract`, body)
}

beforeAll(async () => {
  const env = {
    ...process.env,
    CHAPERONE_DATA_DIR: dataDir,
    CHAPERONE_PORT: '0',
    CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8',
    CHAPERONE_RATE_LIMIT: '0',
    CHAPERONE_LOG: 'silent',
  }
  app = await createApp(readConfig(env))
  key = app.firstRun?.agentKey.reveal() ?? ''
  const opened = await call('/sessions', { allowed_domains: ['127.0.0.1'] })
  session = String(opened.body['session_id'])
}, 60_000)

afterAll(async () => {
  await app.close()
  site[Symbol.dispose]()
  rmSync(dataDir, { recursive: true, force: true })
}, 30_000)

describe('POST extract', () => {
  test('gives the data, the address, who planned it and what it cost', async () => {
    const { status, body } = await extractFrom('extraction-shop', {
      instruction: 'List the names of all products under 20 €',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      result: ['Aurora', 'Corona'],
      url: site.url('/extraction-shop'),
      planner: 'embedded',
      credits_used: 1,
    })
  })

  test('fits a schema', async () => {
    const schema = { type: 'object', properties: { customer: { type: 'string' }, total: { type: 'number' } } }
    const { body } = await extractFrom('extraction-facts', { instruction: 'Customer and invoice total', schema })
    expect(body['result']).toEqual({ customer: 'Marsh Works', total: 119 })
  })

  test('says what the page has where nothing fits, and costs nothing', async () => {
    const { status, body } = await extractFrom('extraction-shop', {
      instruction: 'List all flights with airline and gate',
    })
    expect(status).toBe(422)
    expect(body.error).toMatchObject({
      code: 'invalid_input',
      details: { reason: 'nothing_found', available: { title: 'Lamps' } },
    })
  })

  test('refuses an instruction that carries a secret', async () => {
    const { status, body } = await extractFrom('extraction-shop', { instruction: `Find nv_sk_live_${'a'.repeat(43)}` })
    expect(status).toBe(403)
    expect(body.error?.details['reason']).toBe('secret_in_instruction')
  })

  test('wants an instruction', async () => {
    expect((await extractFrom('extraction-shop', {})).status).toBe(400)
  })
})
