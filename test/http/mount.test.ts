import { expect, test } from 'bun:test'
import { Elysia } from 'elysia'
import { mountAt } from '../../src/http/mount.ts'
import { type AppError, isAppError } from '../../src/lib/errors.ts'
import { toMountPath } from '../../src/lib/mount-path.ts'

/** A server that says what it was asked. */
const createEcho = () =>
  new Elysia()
    .get('/', () => 'root')
    .get('/v1/things/:id', ({ params, query }) => ({ ...params, ...query }))
    .post('/v1/things', ({ body }) => body)

test.each([
  ['/chaperone/v1/things/7?a=b', 200],
  ['/v1/things/7?a=b', 200],
  ['/chaperone', 200],
  ['/chaperone/', 200],
  ['/chaperone?a=b', 200],
  ['/', 200],
  ['/chaperones/v1/things/7', 404],
  ['/chaperone/chaperone/v1/things/7', 404],
  ['/chaperone//v1/things/7', 404],
  ['/other/v1/things/7', 404],
])('below a mount path %s is %d', async (path, status) => {
  const server = createEcho()
  mountAt(server, '/chaperone')
  const response = await server.handle(new Request(`http://localhost${path}`))
  expect(response.status).toBe(status)
  if (path.includes('a=b') && path.includes('things')) expect(await response.json()).toEqual({ id: '7', a: 'b' })
})

test('a body comes through, whole', async () => {
  const server = createEcho()
  mountAt(server, '/a/b')
  const headers = { 'content-type': 'application/json' }
  const sent = new Request('http://localhost/a/b/v1/things', { method: 'POST', headers, body: '{"name":"x"}' })
  expect(await (await server.handle(sent)).json()).toEqual({ name: 'x' })
})

test('a mount path that begins as a route does is refused', () => {
  const mount = (path: string): AppError | undefined => {
    try {
      mountAt(createEcho(), path)
      return undefined
    } catch (error) {
      return isAppError(error) ? error : undefined
    }
  }
  expect(mount('/v1')?.reason).toBe('not_configured')
  expect(mount('/v1/chaperone')?.reason).toBe('not_configured')
  expect(mount('/v2')).toBeUndefined()
})

test.each([
  [null, ''],
  ['https://agents.example', ''],
  ['https://agents.example/', ''],
  ['https://agents.example/chaperone/', '/chaperone'],
])('the mount path of %p is %p', (url, path) => expect(toMountPath(url)).toBe(path))
