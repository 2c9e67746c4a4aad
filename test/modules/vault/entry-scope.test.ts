import { expect, test } from 'bun:test'
import { joinSealed, splitSealed } from '../../../src/crypto/envelope.ts'
import { createKeyring, generateMasterKey } from '../../../src/crypto/keyring.ts'
import { openDatabase } from '../../../src/db/open.ts'
import { Secret } from '../../../src/lib/secret.ts'
import { bindSites, toEntryScope } from '../../../src/modules/vault/entry-scope.ts'

const PLACE = { workspace_id: 'w', user_id: 'u', key: 'login:shop.example' }
const { vault } = createKeyring(generateMasterKey())
const seal = (site: string | null) => joinSealed(vault.sealText(new Secret('inside'), toEntryScope({ ...PLACE, site })))
const opensOn = (sealed: Uint8Array, site: string | null): boolean => {
  try {
    return vault.openText(splitSealed(sealed), toEntryScope({ ...PLACE, site })).reveal() === 'inside'
  } catch {
    return false
  }
}

test('an entry opens for the site that it was sealed for, and for no other', () => {
  const sealed = seal('shop.example')
  expect(opensOn(sealed, 'shop.example')).toBe(true)
  expect([opensOn(sealed, 'evil.example'), opensOn(sealed, null)]).toEqual([false, false])
  expect(opensOn(seal(null), 'evil.example')).toBe(false)
})

test('entries that were sealed without their site are bound to it, once', () => {
  using database = openDatabase(':memory:')
  const { connection } = database
  connection.run('PRAGMA foreign_keys = OFF')
  const write = (id: string, site: string | null) =>
    connection
      .query(
        `INSERT INTO vault_entries VALUES (?, 'w', 'u', ?, 'password', 1, ?, 1, ?, 'active', 'human', 'h', '{}', 1, 1, null)`,
      )
      .run(id, id === 'v1' ? PLACE.key : id, seal(null), site)
  const read = () =>
    connection.query<{ sealed: Uint8Array }, []>(`SELECT sealed FROM vault_entries WHERE id = 'v1'`).get()?.sealed ??
    new Uint8Array()
  write('v1', 'shop.example')
  write('v2', null)
  expect(opensOn(read(), 'shop.example')).toBe(false)
  bindSites(connection, vault)
  expect(opensOn(read(), 'shop.example')).toBe(true)

  connection.query(`UPDATE vault_entries SET sealed = ? WHERE id = 'v1'`).run(seal(null))
  bindSites(connection, vault)
  expect(opensOn(read(), 'shop.example')).toBe(false) // an old value that somebody puts back stays unreadable
})
