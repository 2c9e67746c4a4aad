import { expect, setDefaultTimeout, test } from 'bun:test'
import { chmodSync, writeFileSync } from 'node:fs'
import { createPlace, type Outcome } from './command-line.ts'

setDefaultTimeout(120_000)

const find = (outcome: Outcome, name: string) => {
  const { checks } = outcome.json()
  return (checks as { name: string; status: string; detail: string; mend?: string }[]).find(
    check => check.name === name,
  )
}

test('all is well before the first start, and doctor makes nothing', async () => {
  await using place = await createPlace()
  const outcome = await place.run('doctor', '--json')
  expect(outcome.json()).toMatchObject({ ok: true })
  expect(outcome.code).toBe(0)
  expect(find(outcome, 'Chromium')).toMatchObject({ status: 'ok', detail: expect.stringContaining('in its sandbox') })
  expect(await Bun.file(place.dataDir).exists()).toBe(false)
})

test('each thing that is wrong is found, with how to mend it, and the exit code is 1', async () => {
  await using place = await createPlace({ CHAPERONE_CHROMIUM: '/nowhere/chromium' })
  using taken = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response('no', { status: 500 }) })
  await place.run('key', 'create', '--agent', 'scout')
  chmodSync(place.dataDir, 0o755)
  chmodSync(`${place.dataDir}/master.key`, 0o644)
  const env = {
    CHAPERONE_CHROMIUM: '/nowhere/chromium',
    CHAPERONE_DATA_DIR: place.dataDir,
    CHAPERONE_PORT: String(taken.port),
  }
  await using beside = await createPlace(env)
  const outcome = await beside.run('doctor', '--json')
  expect(outcome.code).toBe(1)
  expect(find(outcome, 'data directory')).toMatchObject({ status: 'fail', mend: `chmod 700 ${place.dataDir}` })
  expect(find(outcome, 'master key')).toMatchObject({ status: 'fail' })
  expect(find(outcome, 'port')).toMatchObject({ status: 'fail', mend: expect.stringContaining('CHAPERONE_PORT') })
  expect(find(outcome, 'Chromium')).toMatchObject({ status: 'fail', mend: expect.stringContaining('setup') })
})

test('a damaged database and a key that is another’s are found', async () => {
  await using place = await createPlace()
  await place.run('key', 'create', '--agent', 'scout')
  writeFileSync(`${place.dataDir}/master.key`, `${Buffer.alloc(32, 7).toString('base64')}\n`)
  expect(find(await place.run('doctor', '--json'), 'master key')).toMatchObject({ status: 'fail' })
  writeFileSync(`${place.dataDir}/chaperone.db`, 'no database at all, whatever its name says')
  expect(find(await place.run('doctor', '--json'), 'database')).toMatchObject({
    status: 'fail',
    mend: expect.stringContaining('restore'),
  })
})

test('a Chromium without its sandbox is told loudly', async () => {
  await using place = await createPlace({ CHAPERONE_SANDBOX: 'off' })
  const { code, stdout } = await place.run('doctor')
  expect(code).toBe(0)
  expect(stdout).toContain('WITHOUT its sandbox')
})
