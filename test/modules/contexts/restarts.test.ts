import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../support/until.ts'
import { type Program, startProgram } from './program.ts'
import { serveTokenSite, type TokenSite } from './token-site.ts'

setDefaultTimeout(3_600_000)

const CYCLES = Number(process.env['CHAPERONE_SOAK_CYCLES'] ?? 2)
const KILLS = Number(process.env['CHAPERONE_SOAK_KILLS'] ?? 2)
const DOMAINS = ['127.0.0.1']

let program: Program
let site: TokenSite
beforeAll(async () => {
  program = await startProgram()
  site = serveTokenSite()
})
afterAll(async () => {
  site[Symbol.dispose]()
  await program[Symbol.asyncDispose]()
})

const open = async (body: object): Promise<string> => {
  const opened = await program.agent('POST', '/sessions', { allowed_domains: DOMAINS, ...body })
  expect(opened).toMatchObject({ status: 201 })
  return opened.body.session_id
}
const visit = async (id: string, path: string) => {
  const before = site.told.length
  const { status } = await program.agent('POST', `/sessions/${id}/navigate`, { url: site.url(path) })
  expect(status).toBe(200)
  await until(() => site.told.length > before)
  return site.told[before]
}
const saveNew = async (name: string, path: string) => {
  const id = await open({ allow_writes: true })
  await visit(id, path)
  expect(await program.agent('POST', `/sessions/${id}/context`, { name })).toMatchObject({
    status: 201,
    body: { verified: true },
  })
  await program.agent('DELETE', `/sessions/${id}`)
  const grant = { grantee_type: 'agent', grantee_id: program.agentId }
  expect((await program.owner('POST', `/contexts/${name}/grants`, grant)).status).toBe(201)
}

test('save, close, restart the process, reopen: signed in, cycle after cycle, though every token rotates', async () => {
  await saveNew('daily', '/login')
  let signedIn = 0
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    await program.end('SIGTERM')
    await program.start()
    const id = await open({ context_name: 'daily' })
    if ((await visit(id, '/'))?.account === 'ada') signedIn += 1
    expect(await program.agent('POST', `/sessions/${id}/context`, { name: 'daily' })).toMatchObject({
      status: 201,
      body: { verified: true },
    })
    expect((await program.agent('DELETE', `/sessions/${id}`)).body.status).toBe('closed')
  }
  if (CYCLES > 10) console.log(`${signedIn} of ${CYCLES} signed in`)
  expect(signedIn).toBe(CYCLES)
})

/** How long an undisturbed save over an existing login takes here and now, in ms. */
const timeSave = async (name: string, path: string): Promise<number> => {
  const id = await open({ context_name: name })
  await visit(id, path)
  const from = performance.now()
  expect((await program.agent('POST', `/sessions/${id}/context`, { name })).status).toBe(201)
  const ms = performance.now() - from
  await program.agent('DELETE', `/sessions/${id}`)
  return ms
}

test('kill -9 of the service during a save: the next start opens the old login or the new one, whole', async () => {
  await saveNew('killed', '/mark?n=m0')
  const span = 1.2 * (await timeSave('killed', '/mark?n=m0'))
  const outcomes = { old: 0, new: 0 }
  let stands = 'm0'
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const id = await open({ context_name: 'killed' })
    await visit(id, `/mark?n=m${kill}`)
    const save = program.agent('POST', `/sessions/${id}/context`, { name: 'killed' }).catch(() => undefined)
    // Not waiting for anything: the kill is to come at any moment of a save.
    await new Promise(resolve => setTimeout(resolve, Math.random() * span))
    await program.end('SIGKILL')
    await save
    await program.start()
    expect(readdirSync(join(program.place.dataDir, 'contexts'))).toHaveLength(2)
    const again = await open({ context_name: 'killed' })
    const parts = new Set((await visit(again, '/marks'))?.marks)
    expect([[stands], [`m${kill}`]]).toContainEqual([...parts] as string[])
    outcomes[parts.has(stands) ? 'old' : 'new'] += 1
    stands = parts.has(stands) ? stands : `m${kill}`
    await program.agent('DELETE', `/sessions/${again}`)
  }
  if (KILLS > 10) console.log(`${KILLS} kills: ${outcomes.old} old, ${outcomes.new} new, all whole`)
})
