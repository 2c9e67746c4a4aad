import { createKeyring } from '../../../src/crypto/keyring.ts'
import { openDatabase } from '../../../src/db/open.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import { randomIds } from '../../../src/lib/ids.ts'
import { Secret } from '../../../src/lib/secret.ts'
import { createContextFiles } from '../../../src/modules/contexts/files.ts'
import { createContextStore } from '../../../src/modules/contexts/store.ts'
import { createStoredLogins } from '../../../src/modules/contexts/stored-logins.ts'

/** Saved logins in a folder, as the service has them. */
export const openLogins = (folder: string) => {
  const database = openDatabase(`${folder}/chaperone.db`)
  // Of the row's owners nothing matters here.
  database.connection.run('PRAGMA foreign_keys = OFF')
  const store = createContextStore(database.db)
  const logins = createStoredLogins({
    ...{ db: database.db, clock: systemClock, ids: randomIds, store },
    sealer: createKeyring(new Secret(Buffer.alloc(32, 7).toString('base64'))).contexts,
    files: createContextFiles(`${folder}/contexts`),
    checkpoint: () => database.connection.run('PRAGMA wal_checkpoint(TRUNCATE)'),
  })
  return { database, store, logins }
}

/** A login of which every part says the same number. */
export const stateOf = (number: number) => ({
  state: {
    version: 1 as const,
    cookies: [],
    origins: [
      {
        origin: `http://n${number}.example`,
        local: Array.from({ length: 500 }, (_, at) => [`key ${at}`, `${number} `.repeat(40)] as const),
        session: [],
        databases: [],
      },
    ],
  },
  notSaved: [],
})

/** Run by itself: saves one login after another under the same name, until it is killed. */
if (import.meta.main) {
  const [folder = '', id = ''] = process.argv.slice(2)
  const { logins } = openLogins(folder)
  for (let number = 1; ; number += 1) {
    await logins.replace(id, stateOf(number), () => undefined)
    if (number === 1) process.stdout.write('writing\n')
  }
}
