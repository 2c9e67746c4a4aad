import { Database } from 'bun:sqlite'
import { expect, setDefaultTimeout, test } from 'bun:test'
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { generateMasterKey } from '../../src/crypto/keyring.ts'
import { createPlace, type Place } from './command-line.ts'

// Every line is a process of its own, and the machine may be busy.
setDefaultTimeout(120_000)

/** A saved login as it lies in the data directory: a row that names a file. */
const addSavedLogin = (place: Place): void => {
  mkdirSync(`${place.dataDir}/contexts`, { recursive: true })
  writeFileSync(`${place.dataDir}/contexts/one.bin`, 'sealed bytes')
  using connection = new Database(`${place.dataDir}/chaperone.db`)
  connection.run(`INSERT INTO contexts (id, workspace_id, user_id, name, domains, wrapped_key, file, not_saved, verified, saved_at)
    SELECT 'c1', workspace_id, id, 'mail', '[]', x'01', 'one.bin', '[]', 1, 1 FROM users LIMIT 1`)
}

const fill = async (place: Place): Promise<void> => {
  await place.run('key', 'create', '--agent', 'scout')
  addSavedLogin(place)
}

const names = async (place: Place) => (await place.run('key', 'list', '--json')).json()['keys']

test('what was backed up is there again after a restore to an empty directory that has the key', async () => {
  await using place = await createPlace()
  await fill(place)
  const before = await names(place)
  const file = `${place.path}/backup.tar`
  expect((await place.run('backup', file, '--json')).json()).toEqual({ file, bytes: statSync(file).size })
  expect(statSync(file).mode & 0o777).toBe(0o600)

  await using other = await createPlace({
    CHAPERONE_MASTER_KEY: (await Bun.file(`${place.dataDir}/master.key`).text()).trim(),
  })
  expect((await other.run('restore', file)).code).toBe(0)
  expect(await names(other)).toEqual(before)
  expect(await Bun.file(`${other.dataDir}/contexts/one.bin`).text()).toBe('sealed bytes')
  expect(statSync(other.dataDir).mode & 0o777).toBe(0o700)
  expect(statSync(`${other.dataDir}/chaperone.db`).mode & 0o777).toBe(0o600)
})

test('the key is not in the file', async () => {
  await using place = await createPlace()
  await fill(place)
  await place.run('backup', `${place.path}/backup.tar`)
  const key = (await Bun.file(`${place.dataDir}/master.key`).text()).trim()
  const bytes = Buffer.from(await Bun.file(`${place.path}/backup.tar`).bytes())
  expect(bytes.includes(key)).toBe(false)
  expect(bytes.includes(Buffer.from(key, 'base64'))).toBe(false)
})

test('a backup never replaces a file', async () => {
  await using place = await createPlace()
  await fill(place)
  await Bun.write(`${place.path}/there`, 'mine')
  expect((await place.run('backup', `${place.path}/there`)).code).toBe(1)
  expect(await Bun.file(`${place.path}/there`).text()).toBe('mine')
})

test.each([
  ['a changed byte at its start', (bytes: Buffer) => bytes.fill(bytes[0] === 1 ? 2 : 1, 0, 1)],
  [
    'a changed byte in the middle',
    (bytes: Buffer) => bytes.fill(~(bytes[bytes.length >> 1] ?? 0), bytes.length >> 1, (bytes.length >> 1) + 1),
  ],
  [
    'a changed byte of its last line',
    (bytes: Buffer) => bytes.fill(bytes.at(-3) === 65 ? 'B' : 'A', bytes.length - 3, bytes.length - 2),
  ],
  ['its end cut off', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['something appended', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
  ['nothing in it', () => Buffer.alloc(0)],
])('a file with %s is refused, and nothing is touched', async (_, damage) => {
  await using place = await createPlace()
  await fill(place)
  const file = `${place.path}/backup.tar`
  await place.run('backup', file)
  await Bun.write(file, damage(Buffer.from(await Bun.file(file).bytes())))
  const before = readdirSync(place.dataDir).sort()
  const { code, stderr } = await place.run('restore', file, '--force')
  expect(code).toBe(1)
  expect(stderr).toContain('nothing was touched')
  expect(readdirSync(place.dataDir).sort()).toEqual(before)
})

test('a backup that somebody without the key edited is refused, whichever format it claims', async () => {
  await using place = await createPlace()
  await fill(place)
  const file = `${place.path}/backup.tar`
  await place.run('backup', file)
  const bytes = Buffer.from(await Bun.file(file).bytes())
  const trailer = /chaperone-backup 2 .*\n$/.exec(bytes.toString('latin1'))?.[0] ?? ''
  const body = Buffer.from(bytes.subarray(0, -trailer.length))
  expect(body.includes('sealed bytes')).toBe(true)
  body.fill('edited bytes', body.indexOf('sealed bytes'), body.indexOf('sealed bytes') + 12)
  const digest = new Bun.CryptoHasher('sha256').update(body).digest('hex')
  for (const end of [trailer, `chaperone-backup 1 sha256 ${digest}\n`]) {
    await Bun.write(file, Buffer.concat([body, Buffer.from(end)]))
    const { code, stderr } = await place.run('restore', file, '--force')
    expect([code, stderr]).toEqual([1, expect.stringContaining('nothing was touched')])
  }
})

test('another key than the backup’s is refused, and nothing is touched', async () => {
  await using place = await createPlace()
  await fill(place)
  const file = `${place.path}/backup.tar`
  await place.run('backup', file)
  await using other = await createPlace({ CHAPERONE_MASTER_KEY: generateMasterKey().reveal() })
  const outcome = await other.run('restore', file, '--json')
  expect(outcome.code).toBe(1)
  expect(outcome.json()).toMatchObject({ error: { reason: 'master_key_refused' } })
  expect(await Bun.file(`${other.dataDir}/chaperone.db`).exists()).toBe(false)
})

test('without a key there is no restore, and no new key is made', async () => {
  await using place = await createPlace()
  await fill(place)
  const file = `${place.path}/backup.tar`
  await place.run('backup', file)
  await using other = await createPlace()
  expect((await other.run('restore', file)).code).toBe(1)
  expect(await Bun.file(`${other.dataDir}/master.key`).exists()).toBe(false)
})

test('data that is there is kept unless --force, which moves it aside', async () => {
  await using place = await createPlace()
  await fill(place)
  const file = `${place.path}/backup.tar`
  await place.run('backup', file)
  await place.run('key', 'create', '--agent', 'later')
  expect((await place.run('restore', file)).code).toBe(1)
  expect(await names(place)).toHaveLength(2)

  const { moved_aside } = (await place.run('restore', file, '--force', '--json')).json()
  expect(await names(place)).toHaveLength(1)
  renameSync(`${moved_aside}/chaperone.db`, `${place.dataDir}/chaperone.db`)
  expect(await names(place)).toHaveLength(2)
})

test('while somebody has the database open a restore is refused', async () => {
  await using place = await createPlace()
  await fill(place)
  const file = `${place.path}/backup.tar`
  await place.run('backup', file)
  using connection = new Database(`${place.dataDir}/chaperone.db`)
  connection.run('PRAGMA journal_mode = WAL')
  connection.query('SELECT count(*) FROM users').get()
  const { code, stderr } = await place.run('restore', file, '--force')
  expect(code).toBe(1)
  expect(stderr).toContain('the service is running on this data directory')
})

test('a saved login whose file is gone fails the backup instead of leaving it out', async () => {
  await using place = await createPlace()
  await fill(place)
  rmSync(`${place.dataDir}/contexts/one.bin`)
  expect((await place.run('backup', `${place.path}/backup.tar`)).code).toBe(1)
  expect(await Bun.file(`${place.path}/backup.tar`).exists()).toBe(false)
})
