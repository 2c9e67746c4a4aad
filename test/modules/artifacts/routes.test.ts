import { describe, expect, test } from 'bun:test'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { browserSessions } from '../../../src/db/schema.ts'
import { createWorld, refusal, type World } from '../../support/scenario.ts'

const PICTURE = new TextEncoder().encode('the picture of a signed-in page')

const write = async (world: World) => {
  const userId = world.app.users.listOf(world.workspaceId, { limit: 1 }).users[0]?.id ?? ''
  const now = world.app.clock.now()
  const flags = { allow_writes: false, human_login: false, allow_extract: false, proxy: false }
  const owner = { id: 's1', workspace_id: world.workspaceId, user_id: userId }
  const row = {
    ...owner,
    ...flags,
    status: 'active',
    allowed_domains: ['*'] as string[],
    created_at: now,
    timeout_at: now,
  } as const
  world.app.db.insert(browserSessions).values(row).onConflictDoNothing().run()
  const place = { workspaceId: world.workspaceId, userId, sessionId: 's1' }
  const written = await world.app.artifacts.write({ ...place, bytes: PICTURE, mediaType: 'image/png' })
  written.save(world.app.db)
  const { pathname, search } = new URL(written.url)
  return { ...written, pathname, search }
}

describe('a signed URL', () => {
  test('shows the picture to anybody who has it', async () => {
    const world = await createWorld()
    using _ = world.app
    const { pathname, search, expires_in } = await write(world)
    expect(expires_in).toBe(300)
    const response = await world.send('stranger', 'GET', pathname + search)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await response.bytes()).toEqual(PICTURE)
  })

  test('is gone after 300 seconds', async () => {
    const world = await createWorld()
    using _ = world.app
    const { pathname, search } = await write(world)
    world.app.clock.advance(299_999)
    expect((await world.send('stranger', 'GET', pathname + search)).status).toBe(200)
    world.app.clock.advance(1)
    const response = await world.send('stranger', 'GET', pathname + search)
    expect(response.status).toBe(410)
    expect(await response.json()).toMatchObject(refusal('gone', 'artifact_expired'))
  })

  test('that was changed, or is not signed, is not found', async () => {
    const world = await createWorld()
    using _ = world.app
    const first = await write(world)
    const second = await write(world)
    const later = first.search.replace(/expires=\d+/, 'expires=9999999999')
    for (const path of [first.pathname, first.pathname + later, second.pathname + first.search])
      expect((await world.send('owner', 'GET', path)).status).toBe(404)
  })
})

describe('the files', () => {
  test('are encrypted, and an edited one is not shown', async () => {
    const world = await createWorld()
    using _ = world.app
    const { id, pathname, search } = await write(world)
    const file = join(world.app.folder, id)
    const bytes = readFileSync(file)
    expect(bytes.includes('signed-in')).toBe(false)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect((await world.send('stranger', 'GET', pathname + search)).status).toBeGreaterThanOrEqual(400)
  })

  test('are removed once they have expired, with their session’s login, and after a crash', async () => {
    const world = await createWorld()
    using _ = world.app
    const list = () => readdirSync(world.app.folder)
    await write(world)
    world.app.clock.advance(300_001)
    await world.app.artifacts.sweep()
    expect(list()).toEqual([])
    await write(world)
    await world.app.artifacts.removeOfSession(world.workspaceId, 's1')
    expect(list()).toEqual([])
    const { id } = await write(world)
    writeFileSync(join(world.app.folder, 'orphan'), 'x')
    await world.app.artifacts.recover()
    expect(list()).toEqual([id])
  })
})
