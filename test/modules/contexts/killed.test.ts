import { expect, setDefaultTimeout, test } from 'bun:test'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLogins, stateOf } from './writer.ts'

setDefaultTimeout(120_000)

const KILLS = Number(process.env['CHAPERONE_SOAK_KILLS'] ?? 8)
const WRITER = join(import.meta.dir, 'writer.ts')

const prepare = async (folder: string): Promise<string> => {
  const { database, logins } = openLogins(folder)
  using _ = database
  const owner = { workspace_id: 'w', user_id: 'u', name: 'login', domains: ['example.com'], probe: null }
  const row = await logins.create({ ...owner, created_by_id: null }, stateOf(0), () => undefined)
  return row.id
}

test('kill -9 during a save leaves the old or the new login, whole, and no other file after the next start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chaperone-killed-'))
  try {
    const id = await prepare(folder)
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = Bun.spawn([process.execPath, WRITER, folder, id], { stdout: 'pipe', stderr: 'inherit' })
      const reader = child.stdout.getReader()
      expect(new TextDecoder().decode((await reader.read()).value)).toBe('writing\n')
      // Not waiting for anything: the kill is to come at any moment of a save.
      await new Promise(resolve => setTimeout(resolve, Math.random() * 40))
      child.kill('SIGKILL')
      await child.exited
      const { database, store, logins } = openLogins(folder)
      using _ = database
      const row = store.find(id)
      if (!row) throw new Error('the row is gone')
      const [origin] = (await logins.read(row)).origins
      const number = Number(/n(\d+)\./.exec(origin?.origin ?? '')?.[1])
      expect(origin?.local).toEqual(stateOf(number).state.origins[0]?.local.map(pair => [...pair]))
      await logins.recover()
      expect(readdirSync(join(folder, 'contexts'))).toEqual([row.file])
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
