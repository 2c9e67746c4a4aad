import { expect, setDefaultTimeout, test } from 'bun:test'
import { statSync } from 'node:fs'
import { createPlace } from './command-line.ts'

// Every line is a process of its own, and the machine may be busy.
setDefaultTimeout(120_000)

test('the first command makes the data directory 0700 with a key file 0600', async () => {
  await using place = await createPlace()
  expect((await place.run('workspace', 'list')).code).toBe(0)
  expect(statSync(place.dataDir).mode & 0o777).toBe(0o700)
  expect(statSync(`${place.dataDir}/master.key`).mode & 0o777).toBe(0o600)
})

test('a key is made for an agent, listed by its last four characters alone, and revoked', async () => {
  await using place = await createPlace()
  const made = (
    await place.run('key', 'create', '--agent', 'scout', '--role', 'reader', '--role', 'buyer', '--json')
  ).json()
  expect(String(made['key'])).toMatch(/^nv_sk_live_[\w-]{43}$/)

  const listed = await place.run('key', 'list', '--json')
  expect(listed.json()).toMatchObject({
    keys: [{ id: made['key_id'], agent_name: 'scout', last4: String(made['key']).slice(-4), revoked_at: null }],
  })
  expect(listed.stdout).not.toContain(String(made['key']))

  const revoked = await place.run('key', 'revoke', String(made['key_id']), '--json')
  expect(revoked.json()).toMatchObject({ id: made['key_id'], revoked_at: expect.any(String) })
})

test('an agent of the same name gets a second key, not a second agent', async () => {
  await using place = await createPlace()
  const first = (await place.run('key', 'create', '--agent', 'scout', '--json')).json()
  const second = (await place.run('key', 'create', '--agent', 'scout', '--json')).json()
  expect(second['agent_id']).toBe(first['agent_id'])
  expect(second['key']).not.toBe(first['key'])
})

test('workspaces are apart: what is made in one is not in the other', async () => {
  await using place = await createPlace()
  expect((await place.run('workspace', 'create', 'acme', '--json')).json()).toEqual({
    workspace_id: expect.any(String),
  })
  const key = (await place.run('key', 'create', '--agent', 'a', '--workspace', 'acme', '--json')).json()
  await place.run('workspace', 'create', 'other')
  expect((await place.run('key', 'list', '--workspace', 'acme', '--json')).json()['keys']).toHaveLength(1)
  expect((await place.run('key', 'list', '--workspace', 'other', '--json')).json()['keys']).toHaveLength(0)
  expect((await place.run('key', 'revoke', String(key['key_id']), '--workspace', 'other')).code).toBe(1)
})

test('a second workspace of the same name and one that does not exist are failures, exit 1', async () => {
  await using place = await createPlace()
  await place.run('workspace', 'create', 'acme')
  const again = await place.run('workspace', 'create', 'acme', '--json')
  expect(again.code).toBe(1)
  expect(again.json()).toMatchObject({ error: { reason: 'duplicate_record' } })
  const absent = await place.run('user', 'list', '--workspace', 'nobody')
  expect({ code: absent.code, stdout: absent.stdout }).toEqual({ code: 1, stdout: '' })
})

test('users are made with an external id and an email', async () => {
  await using place = await createPlace()
  const user = (
    await place.run('user', 'create', '--external-id', 'u-1', '--email', 'ada@example.com', '--json')
  ).json()
  expect(user).toMatchObject({ external_id: 'u-1', email: 'ada@example.com', status: 'active', is_default: false })
  const { users } = (await place.run('user', 'list', '--json')).json()
  expect(users).toContainEqual(user)
})

test('an owner is made, and a reset password is shown once where none is given', async () => {
  await using place = await createPlace()
  const made = await place.run(
    'owner',
    'create',
    '--email',
    'Owner@Example.com',
    '--password',
    'a long password',
    '--json',
  )
  expect(made.json()).toMatchObject({ email: 'owner@example.com', role: 'owner' })
  const reset = await place.run('owner', 'reset-password', '--email', 'owner@example.com', '--json')
  expect(reset.json()).toMatchObject({ email: 'owner@example.com', password: expect.stringMatching(/^[\w-]{20}$/) })
  expect((await place.run('owner', 'create', '--email', 'b@example.com', '--password', 'short')).code).toBe(2)
})

test('audit verify passes on what was written and names the row that was edited', async () => {
  await using place = await createPlace()
  await place.run('key', 'create', '--agent', 'scout')
  expect((await place.run('audit', 'verify', '--json')).json()).toMatchObject({ ok: true })
  const { Database } = await import('bun:sqlite')
  using connection = new Database(`${place.dataDir}/chaperone.db`)
  connection.run(`UPDATE audit_events SET action = 'nothing' WHERE seq = 2`)
  const outcome = await place.run('audit', 'verify', '--json')
  expect(outcome.code).toBe(1)
  expect(outcome.json()).toMatchObject({ ok: false, seq: 2, checked: 1 })
})

test('data whose key file is gone is refused, and no new key is made', async () => {
  await using place = await createPlace()
  await place.run('key', 'create', '--agent', 'scout')
  await Bun.file(`${place.dataDir}/master.key`).delete()
  const outcome = await place.run('key', 'list', '--json')
  expect(outcome.code).toBe(1)
  expect(outcome.json()).toMatchObject({ error: { reason: 'master_key_refused' } })
  expect(await Bun.file(`${place.dataDir}/master.key`).exists()).toBe(false)
})
