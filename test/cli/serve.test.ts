import { expect, setDefaultTimeout, test } from 'bun:test'
import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runSoak } from '../soak/kill.ts'
import { createPlace, type Place, readUntil } from './command-line.ts'
import { isAlive, listDescendants, listProfiles, waitForEnd } from './processes.ts'

setDefaultTimeout(120_000)

const READY = /chaperone ready at (http:\/\/127\.0\.0\.1:\d+)\n/

const serve = async (place: Place) => {
  const child = place.start('serve')
  const said = await readUntil(child.stdout, READY)
  return { child, said, url: READY.exec(said)?.[1] ?? '' }
}

const keyIn = (said: string): string => /nv_sk_live_[\w-]{43}/.exec(said)?.[0] ?? ''

const openSession = async (url: string, key: string) => {
  const response = await fetch(`${url}/v1/users/default/browser/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ allowed_domains: ['example.com'] }),
  })
  expect(response.status).toBe(201)
}

test('the first start shows the credentials before the ready line, the second start shows none', async () => {
  await using place = await createPlace()
  const first = await serve(place)
  expect(first.said).toMatch(
    /owner@localhost[\s\S]*password\s+\S{20}[\s\S]*nv_sk_live_[\w-]{43}[\s\S]*chaperone ready at/,
  )
  first.child.kill('SIGTERM')
  expect(await first.child.exited).toBe(0)
  const second = await serve(place)
  expect(second.said).toBe(`chaperone ready at ${second.url}\n`)
  second.child.kill('SIGTERM')
  expect(await second.child.exited).toBe(0)
})

test('SIGTERM with a session open leaves no Chromium and no profile directory, and exits 0', async () => {
  await using place = await createPlace()
  const { child, said, url } = await serve(place)
  await openSession(url, keyIn(said))
  const below = listDescendants(child.pid)
  expect(below.length).toBeGreaterThan(2)
  expect(listProfiles(place.dataDir)).not.toEqual([])
  child.kill('SIGTERM')
  expect(await child.exited).toBe(0)
  await waitForEnd(below)
  expect(listProfiles(place.dataDir)).toEqual([])
})

test('the same signal again at once, as a terminal and npm both send it, is one request to stop', async () => {
  await using place = await createPlace()
  const { child } = await serve(place)
  child.kill('SIGINT')
  child.kill('SIGINT')
  expect(await child.exited).toBe(0)
})

test('a long TMPDIR keeps no Chromium from starting, and nothing is left in it or elsewhere', async () => {
  await using place = await createPlace()
  const long = join(place.path, 'a-name-as-long-as-those-that-service-managers-give/private-tmp')
  mkdirSync(long, { recursive: true })
  chmodSync(place.path, 0o755) // Chromium runs as another user
  place.env['TMPDIR'] = long
  const { child, said, url } = await serve(place)
  await openSession(url, keyIn(said))
  expect(listProfiles(place.dataDir, long)).not.toEqual([])
  expect(listProfiles(place.dataDir, '/tmp')).not.toEqual([])
  child.kill('SIGKILL')
  await child.exited
  const again = await serve(place)
  expect(listProfiles(place.dataDir, long)).toHaveLength(1)
  expect(listProfiles(place.dataDir, '/tmp')).toHaveLength(1)
  again.child.kill('SIGTERM')
  expect(await again.child.exited).toBe(0)
  expect(readdirSync(long)).toEqual([])
  expect(listProfiles(place.dataDir, '/tmp')).toEqual([])
})

test('kill -9 and SIGTERM at random moments under load leave nothing behind, and nothing half written', async () => {
  const report = await runSoak({ kills: 2, terms: 1, seed: 17 })
  expect(report.problems).toEqual([])
  expect(report.answers['200']).toBeGreaterThan(0) // the control: something was done
})

test('keys made and revoked on the command line work and end at once while the service runs', async () => {
  await using place = await createPlace()
  const { child, url } = await serve(place)
  const made = (await place.run('key', 'create', '--agent', 'late', '--json')).json()
  const list = () =>
    fetch(`${url}/v1/users/default/browser/sessions`, { headers: { authorization: `Bearer ${made['key']}` } })
  expect((await list()).status).toBe(200)
  await place.run('key', 'revoke', String(made['key_id']))
  expect((await list()).status).toBe(401)
  expect((await place.run('backup', `${place.path}/running.tar`)).code).toBe(0)
  expect((await place.run('restore', `${place.path}/running.tar`, '--force')).code).toBe(1)
  expect((await place.run('rotate-key')).code).toBe(1)
  expect(isAlive(child.pid)).toBe(true)
  child.kill('SIGTERM')
  expect(await child.exited).toBe(0)
})

test('doctor finds the running service on its port', async () => {
  await using place = await createPlace()
  const { child, url } = await serve(place)
  const { port } = new URL(url)
  await using beside = await createPlace({ CHAPERONE_PORT: port, CHAPERONE_DATA_DIR: place.dataDir })
  expect((await beside.run('doctor', '--service')).code).toBe(0)
  child.kill('SIGTERM')
  await child.exited
  expect((await beside.run('doctor', '--service')).code).toBe(1)
})

test('a first start that fails shows nothing and uses nothing up: the next one shows the credentials', async () => {
  await using place = await createPlace()
  using taken = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response('') })
  const withoutChromium = { CHAPERONE_DATA_DIR: place.dataDir, CHAPERONE_CHROMIUM: '/nowhere/chromium' }
  const withoutPort = { CHAPERONE_DATA_DIR: place.dataDir, CHAPERONE_PORT: String(taken.port) }
  for (const env of [withoutChromium, withoutPort]) {
    await using beside = await createPlace(env)
    const { code, stdout } = await beside.run('serve')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  }
  const { child, said } = await serve(place)
  expect(keyIn(said)).not.toBe('')
  child.kill('SIGTERM')
  expect(await child.exited).toBe(0)
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s to npm start reaches the service, which ends as by itself',
  async signal => {
    await using place = await createPlace()
    const npm = Bun.spawn(['npm', '--prefix', new URL('../../', import.meta.url).pathname, 'start'], {
      cwd: place.path,
      env: place.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await readUntil(npm.stdout, READY)
    const below = listDescendants(npm.pid)
    npm.kill(signal)
    expect(await npm.exited).toBe(0)
    await waitForEnd(below)
    expect(listProfiles(place.dataDir)).toEqual([])
  },
)

test('a second service on the port of another, or on its data, says so, ends, and changes nothing of the first', async () => {
  await using place = await createPlace()
  await using elsewhere = await createPlace()
  const { child, said, url } = await serve(place)
  await openSession(url, keyIn(said))
  const { port } = new URL(url)
  place.env['CHAPERONE_PORT'] = port
  elsewhere.env['CHAPERONE_PORT'] = port
  for (const [second, words] of [
    [elsewhere, `port ${port}`],
    [place, 'data directory'],
  ] as const) {
    const { code, stdout, stderr } = await second.run('serve')
    expect(code).not.toBe(0)
    expect(stderr).toContain(words)
    expect(stdout).not.toContain('ready')
  }
  const sessions = await fetch(`${url}/v1/users/default/browser/sessions`, {
    headers: { authorization: `Bearer ${keyIn(said)}` },
  })
  expect(await sessions.json()).toMatchObject({ sessions: [{ status: 'active' }] })
  child.kill('SIGTERM')
  expect(await child.exited).toBe(0)
})
