import { Database } from 'bun:sqlite'
import { expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { SealScope } from '../../src/crypto/associated-data.ts'
import { joinSealed, type Sealer, splitSealed } from '../../src/crypto/envelope.ts'
import { createKeyring, generateMasterKey, type Keyring } from '../../src/crypto/keyring.ts'
import { Secret } from '../../src/lib/secret.ts'
import { toTotpScope } from '../../src/modules/auth/one-time-code.ts'
import { toAnswerScope } from '../../src/modules/idempotency/service.ts'
import { createPlace, type Place } from './command-line.ts'

// Every line is a process of its own, and the machine may be busy.
setDefaultTimeout(120_000)

const keyringOf = async (path: string): Promise<Keyring> =>
  createKeyring(new Secret((await Bun.file(path).text()).trim()))

const open = (place: Place) => new Database(`${place.dataDir}/chaperone.db`, { strict: true })

const bytesOf = (sealer: Sealer, scope: SealScope) => joinSealed(sealer.sealText(new Secret('inside'), scope))

/** The ids that the sealed rows belong to. */
interface Owners {
  readonly w: string
  readonly u: string
  readonly a: string
  readonly h: string
}

const readOwners = (connection: Database): Owners => {
  const owners = connection
    .query<Owners, []>(
      `SELECT (SELECT id FROM workspaces) w, (SELECT id FROM users) u, (SELECT id FROM agents) a, (SELECT id FROM humans) h`,
    )
    .get()
  if (!owners) throw new Error('nothing there')
  return owners
}

const claim = (owners: Owners) => ({ agent_id: owners.a, method: 'POST', path: '/x', key: 'k' })

/** A row of each kind that is under the master key. */
const seal = async (place: Place): Promise<void> => {
  await place.run('key', 'create', '--agent', 'scout')
  await place.run('owner', 'create', '--email', 'o@example.com', '--password', 'a long password')
  const ring = await keyringOf(`${place.dataDir}/master.key`)
  using connection = open(place)
  const owners = readOwners(connection)
  const { w, u, h } = owners
  const ofUser = (name: string) => ({ workspaceId: w, userId: u, name })
  connection
    .query(
      `INSERT INTO vault_entries VALUES ('v1', ?, ?, 'login:x', 'password', 1, ?, 1, null, 'active', 'agent', 'a', '{}', 1, 1, null)`,
    )
    .run(w, u, bytesOf(ring.vault, ofUser('login:x')))
  connection
    .query(`INSERT INTO contexts (id, workspace_id, user_id, name, domains, wrapped_key, file, not_saved, verified, saved_at)
      VALUES ('c1', ?, ?, 'mail', '[]', ?, 'f', '[]', 1, 1)`)
    .run(w, u, ring.contexts.seal(new Uint8Array([1]), ofUser('mail')).wrappedKey)
  connection
    .query(`INSERT INTO approvals (id, workspace_id, user_id, primitive, action_type, title, payload, request, status,
      requested_by_type, requested_by_id, created_at, expires_at) VALUES ('p1', ?, ?, 'browser', 'x', 't', '{}', ?, 'pending', 'agent', 'a', 1, 2)`)
    .run(w, u, bytesOf(ring.answers, ofUser('approval:p1')))
  connection
    .query('UPDATE humans SET totp_secret = ?')
    .run(bytesOf(ring.vault, toTotpScope({ id: h, workspace_id: w })))
  connection
    .query(`INSERT INTO idempotency (agent_id, method, path, key, request_hmac, state, status, answer, created_at, expires_at)
      VALUES (?, 'POST', '/x', 'k', 'm', 'done', 200, ?, 1, 2)`)
    .run(owners.a, bytesOf(ring.answers, toAnswerScope(claim(owners), w)))
}

/** Whether everything opens under a key. */
const opensUnder = (place: Place, ring: Keyring): boolean => {
  using connection = open(place)
  const owners = readOwners(connection)
  const { w, u, h } = owners
  const blob = (sql: string) => connection.query<{ x: Uint8Array }, []>(sql).get()?.x ?? new Uint8Array()
  const opens = (sealer: Sealer, sql: string, scope: SealScope) =>
    sealer.openText(splitSealed(blob(sql)), scope).reveal() === 'inside'
  const wrapped = blob('SELECT wrapped_key x FROM contexts')
  const mail = { workspaceId: w, userId: u, name: 'mail' }
  try {
    return (
      opens(ring.vault, 'SELECT sealed x FROM vault_entries', { ...mail, name: 'login:x' }) &&
      opens(ring.answers, 'SELECT request x FROM approvals', { ...mail, name: 'approval:p1' }) &&
      opens(ring.vault, 'SELECT totp_secret x FROM humans', toTotpScope({ id: h, workspace_id: w })) &&
      opens(ring.answers, 'SELECT answer x FROM idempotency', toAnswerScope(claim(owners), w)) &&
      Buffer.from(ring.contexts.rewrap(wrapped, mail, ring.contexts)).equals(wrapped)
    )
  } catch {
    return false // another key
  }
}

const keptKeys = (place: Place) => readdirSync(place.dataDir).filter(name => name.startsWith('master.key.old-'))

test('everything is under the new key afterwards, nothing under the old one, which is kept', async () => {
  await using place = await createPlace()
  await seal(place)
  const before = await keyringOf(`${place.dataDir}/master.key`)
  expect(opensUnder(place, before)).toBe(true)

  const outcome = await place.run('rotate-key', '--json')
  const [kept = ''] = keptKeys(place)
  expect(outcome.json()).toEqual({ rewrapped: 5, old_key_file: `${place.dataDir}/${kept}` })
  const after = await keyringOf(`${place.dataDir}/master.key`)
  expect(after.checkValue).not.toBe(before.checkValue)
  expect((await keyringOf(`${place.dataDir}/${kept}`)).checkValue).toBe(before.checkValue)
  expect(opensUnder(place, after)).toBe(true)
  expect(opensUnder(place, before)).toBe(false)
  expect((await place.run('audit', 'verify')).code).toBe(0)
})

test('cut off before the database was written, it starts over with the key that it had drawn', async () => {
  await using place = await createPlace()
  await seal(place)
  const drawn = generateMasterKey()
  writeFileSync(`${place.dataDir}/master.key.new`, drawn.reveal(), { mode: 0o600 })
  expect((await place.run('rotate-key')).code).toBe(0)
  expect(opensUnder(place, createKeyring(drawn))).toBe(true)
})

test('cut off before the key file took its place, doctor says what to do and running it again finishes', async () => {
  await using place = await createPlace()
  await seal(place)
  const old = await Bun.file(`${place.dataDir}/master.key`).text()
  await place.run('rotate-key')
  const rotated = await Bun.file(`${place.dataDir}/master.key`).text()
  await Bun.write(`${place.dataDir}/master.key`, old)
  writeFileSync(`${place.dataDir}/master.key.new`, rotated, { mode: 0o600 })

  expect((await place.run('key', 'list')).code).toBe(1)
  const { checks } = (await place.run('doctor', '--json')).json()
  expect(checks).toContainEqual(
    expect.objectContaining({ name: 'master key', status: 'fail', mend: expect.stringContaining('rotate-key') }),
  )
  expect((await place.run('rotate-key', '--json')).json()).toMatchObject({ rewrapped: 0 })
  expect(await Bun.file(`${place.dataDir}/master.key`).text()).toBe(rotated)
  expect((await place.run('key', 'list')).code).toBe(0)
})

test('a value that opens under neither key stops it, and nothing is changed', async () => {
  await using place = await createPlace()
  await seal(place)
  const ring = await keyringOf(`${place.dataDir}/master.key`)
  using connection = open(place)
  connection.run(`INSERT INTO vault_entries SELECT 'v2', workspace_id, user_id, 'moved', kind, locked, sealed, version, site, state,
    stored_by_type, stored_by_id, metadata, created_at, updated_at, expires_at FROM vault_entries`)
  connection.close()
  const outcome = await place.run('rotate-key', '--json')
  expect(outcome.code).toBe(1)
  expect(outcome.json()).toMatchObject({ error: { reason: 'entry_unreadable' } })
  expect(opensUnder(place, ring)).toBe(true)
  expect(keptKeys(place)).toEqual([])
})

test('a key from the environment is replaced by one from a named file, and the operator is told to set it', async () => {
  const [present, next] = [generateMasterKey(), generateMasterKey()]
  await using place = await createPlace({ CHAPERONE_MASTER_KEY: present.reveal() })
  await place.run('key', 'create', '--agent', 'scout')
  expect((await place.run('rotate-key')).code).toBe(2)
  writeFileSync(`${place.path}/next.key`, next.reveal(), { mode: 0o600 })
  const { code, stdout } = await place.run('rotate-key', '--new-key-file', `${place.path}/next.key`)
  expect(code).toBe(0)
  expect(stdout).toContain('set CHAPERONE_MASTER_KEY')
  expect((await place.run('key', 'list')).code).toBe(1)
})

test.if(existsSync('/dev/shm'))('a key on another file system takes the old one’s place too', async () => {
  await using place = await createPlace()
  await seal(place)
  const next = generateMasterKey()
  const given = `/dev/shm/chaperone-next-${process.pid}.key`
  writeFileSync(given, next.reveal(), { mode: 0o600 })
  try {
    expect((await place.run('rotate-key', '--new-key-file', given)).code).toBe(0)
    expect(opensUnder(place, createKeyring(next))).toBe(true)
    expect((await place.run('key', 'list')).code).toBe(0)
  } finally {
    rmSync(given)
  }
})

test('while somebody has the database open it is refused', async () => {
  await using place = await createPlace()
  await seal(place)
  using connection = open(place)
  connection.run('PRAGMA journal_mode = WAL')
  connection.query('SELECT count(*) FROM users').get()
  const { code, stderr } = await place.run('rotate-key')
  expect(code).toBe(1)
  expect(stderr).toContain('the service is running')
})
