import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createSecretFinder } from '../../../src/browser/secret-finder.ts'
import { EMAIL } from '../../forms/flow-site.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'
import { HOSTILE_PAGES } from './hostile-pages.ts'
import { listen, SECRET, serveHostile } from './hostile-site.ts'

const { isIn } = createSecretFinder([SECRET])
let service: AccountService

beforeAll(async () => {
  service = await startAccountService()
}, 60_000)
afterAll(() => service.close(), 30_000)

const DRIVES: readonly (readonly [string, object])[] = [
  ['observe', {}],
  ['extract', { instruction: 'the heading of the page' }],
  ['extract', { instruction: 'all text of the page' }],
  ['links', {}],
  ['act', { instruction: 'press Tab' }],
  ['act', { instruction: 'click "Welcome back"' }],
  ['screenshot', {}],
]

describe('a hostile page of the own site gets nothing out', () => {
  for (const [index, hostile] of HOSTILE_PAGES.entries())
    test(hostile.name, async () => {
      using elsewhere = listen()
      using site = serveHostile(hostile, elsewhere.origin)
      const name = `hostile-${index}`
      await service.send('POST', 'default/browser/credentials', { service: name, email: EMAIL, password: SECRET })
      const { body } = await service.send('POST', 'default/browser/login', {
        service: name,
        url: site.url('/'),
        allowed_domains: ['127.0.0.1', 'localhost'],
        keep_open: true,
      })
      const path = `default/browser/sessions/${body.session_id}`
      if (body.session_id) {
        for (const [verb, request] of DRIVES) await service.send('POST', `${path}/${verb}`, request)
        await service.send('DELETE', path)
      }
      expect(elsewhere.heard.filter(isIn)).toEqual([])
      expect(service.said.filter(isIn)).toEqual([])
    }, 60_000)

  test('and in the end it is in no file', async () => {
    const logs = await service.send('GET', 'default/logs?limit=200')
    expect(isIn(logs.text)).toBe(false)
    const found = [...service.readDisk()].filter(([, bytes]) => isIn(bytes.toString('latin1')))
    expect(found.map(([name]) => name)).toEqual([])
  })
})
