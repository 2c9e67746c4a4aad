import { expect, test } from 'bun:test'
import { NO_EXCEPTIONS } from '../../src/egress/address.ts'
import { createResolve } from '../../src/egress/resolve.ts'

const asked: string[] = []
const resolve = createResolve({
  lookup: async name => {
    asked.push(name)
    return ['127.0.0.1']
  },
  exceptions: NO_EXCEPTIONS,
  ownPorts: new Set([4600]),
  ownSite: { host: 'greenhouse.test', port: 5001 },
})

test('the site of the service is connected to on its own port, and no resolver is asked', async () => {
  expect(await resolve('greenhouse.test', 80)).toMatchObject({
    outcome: 'checked',
    addresses: [{ address: '127.0.0.1', port: 5001 }],
  })
  expect(await resolve('GREENHOUSE.test.', 80)).toMatchObject({ outcome: 'checked' })
  expect(asked).toEqual([])
})

test('no other port of its name, and no name below or beside it, leads anywhere else than a resolver says', async () => {
  for (const [host, port] of [
    ['greenhouse.test', 443],
    ['greenhouse.test', 4600],
    ['greenhouse.test', 5001],
    ['www.greenhouse.test', 80],
    ['greenhouse.test.example', 80],
  ] as const) {
    expect(await resolve(host, port)).toMatchObject({ outcome: 'address_not_allowed' })
  }
})
