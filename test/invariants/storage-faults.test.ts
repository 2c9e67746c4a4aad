import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkBooks } from '../soak/books.ts'
import { type Service, startService } from '../support/service.ts'

setDefaultTimeout(120_000)

const BROWSER = '/v1/users/default/browser'
let service: Service
beforeAll(async () => {
  service = await startService({ CHAPERONE_MAX_SESSIONS: '1', CHAPERONE_LOG: 'silent' })
})
afterAll(() => service[Symbol.asyncDispose]())

const failed = {
  status: 500,
  body: { error: { code: 'internal_error', details: { reason: 'storage_failed' } } },
}
const send = (method: string, path: string, body?: object) => service.send(service.agent, method, path, body)
const sendAsOwner = (method: string, path: string, body?: object) => service.send(service.owner, method, path, body)
const open = () => send('POST', `${BROWSER}/sessions`, { allowed_domains: ['greenhouse.test'] })

test('a database that takes no writes is told as such by whatever writes, and all is well once it takes them again', async () => {
  const { connection } = service.app.services.database
  const writes = [
    () => sendAsOwner('POST', '/v1/users', { external_id: 'ada' }),
    () => sendAsOwner('POST', '/v1/account-kits', { name: 'narrow' }),
    () => sendAsOwner('POST', '/v1/agents', { name: 'another', roles: [] }),
    () => sendAsOwner('POST', '/v1/auth/keys', { agent_id: service.agentId }),
    () => send('PUT', '/v1/users/default/vault/note', { value: 'a note' }),
    () =>
      send('POST', `${BROWSER}/credentials`, { service: 'a.example', email: 'ada@example.com', password: 'orchid-17' }),
    () => open(),
  ]
  connection.run('PRAGMA query_only = ON')
  try {
    for (const write of writes) expect(await write()).toMatchObject(failed)
    expect((await sendAsOwner('GET', '/v1/users')).status).toBe(200) // what reads goes on
  } finally {
    connection.run('PRAGMA query_only = OFF')
  }
  const statuses: number[] = []
  for (const write of writes) statuses.push((await write()).status)
  expect(statuses).toEqual([201, 201, 201, 201, 200, 201, 201])
  const { sessions } = (await send('GET', `${BROWSER}/sessions?status=active`)).body
  for (const { session_id } of sessions) await send('DELETE', `${BROWSER}/sessions/${session_id}`)
  expect(checkBooks(service.dataDir)).toEqual([])
})

test('a session whose end cannot be written down frees its browser all the same, and is written down later', async () => {
  const { connection } = service.app.services.database
  const { session_id } = (await open()).body
  const at = `${BROWSER}/sessions/${session_id}`
  connection.run('PRAGMA query_only = ON')
  const closed = await send('DELETE', at)
  connection.run('PRAGMA query_only = OFF')
  expect(closed).toMatchObject(failed)
  const next = await open() // there is room for one
  expect(next.status).toBe(201)
  service.app.services.sessions.sweep()
  expect((await send('GET', at)).body).toMatchObject({ status: 'closed', credits_consumed: 1 })
  await send('DELETE', `${BROWSER}/sessions/${next.body.session_id}`)
  expect(checkBooks(service.dataDir)).toEqual([])
})

test('a folder that cannot be written costs nothing and loses nothing', async () => {
  const { session_id } = (await open()).body
  const at = `${BROWSER}/sessions/${session_id}`
  await send('POST', `${at}/navigate`, { url: 'http://greenhouse.test/' })
  for (const [folder, write, status] of [
    ['artifacts', () => send('POST', `${at}/screenshot`, {}), 200],
    ['contexts', () => send('POST', `${at}/context`, { name: 'shop' }), 201],
  ] as const) {
    const path = join(service.dataDir, folder)
    renameSync(path, `${path}.away`)
    writeFileSync(path, '')
    const refused = await write()
    rmSync(path)
    renameSync(`${path}.away`, path)
    expect(refused).toMatchObject(failed)
    expect(await write()).toMatchObject({ status })
  }
  await send('DELETE', at)
  expect(checkBooks(service.dataDir)).toEqual([])
})
