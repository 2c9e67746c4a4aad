import { describe, expect, test } from 'bun:test'
import { parseExceptions } from '../../src/egress/address.ts'
import { createResolve } from '../../src/egress/resolve.ts'

const resolverFor = (addresses: readonly string[], allow: readonly string[] = [], ownPorts: readonly number[] = []) =>
  createResolve({
    lookup: async () => addresses,
    exceptions: parseExceptions(allow).exceptions,
    ownPorts: new Set(ownPorts),
    interfaces: () => ['192.168.7.7', 'fe80::7%eth0'],
  })

describe('a resolution', () => {
  test('pins every address of the name, in the resolver’s order', async () => {
    const found = await resolverFor(['2606:4700:4700::1111', '1.1.1.1'])('One.Test.', 443)
    expect(found).toMatchObject({
      outcome: 'checked',
      addresses: [
        { host: 'one.test', port: 443, address: '2606:4700:4700::1111', family: 6, verdict: { kind: 'global' } },
        { host: 'one.test', port: 443, address: '1.1.1.1', family: 4, verdict: { kind: 'global' } },
      ],
    })
  })

  test.each([
    [['1.1.1.1', '10.0.0.1']],
    [['10.0.0.1', '1.1.1.1']],
    [['1.1.1.1', '::ffff:127.0.0.1']],
    [['fe80::1%eth0']],
  ])('of %p is refused as a whole', async addresses => {
    expect(await resolverFor(addresses)('one.test', 443)).toMatchObject({ outcome: 'address_not_allowed' })
  })

  test('asks nobody about an address, in whatever spelling', async () => {
    const resolve = createResolve({
      lookup: async name => expect.unreachable(`asked about ${name}`),
      exceptions: parseExceptions(['127.0.0.0/8']).exceptions,
      ownPorts: new Set(),
    })
    for (const host of [
      '127.0.0.1',
      '127.1',
      '0x7f.0.0.1',
      '2130706433',
      '127.0.0.1.',
      '[::ffff:127.0.0.1]',
      '①②⑦.1',
    ]) {
      expect(await resolve(host, 80)).toMatchObject({ outcome: 'checked', addresses: [{ address: '127.0.0.1' }] })
    }
    expect(await resolve('[::1]', 80)).toMatchObject({ outcome: 'address_not_allowed' })
  })

  test('of localhost and names below it is loopback, as far as it is let through, and asks nobody', async () => {
    const addresses = async (host: string, ...allow: string[]) => {
      const found = await resolverFor(['8.8.8.8'], allow)(host, 80)
      return found.outcome === 'checked' ? found.addresses.map(({ address }) => address) : found.outcome
    }
    expect(await addresses('localhost')).toBe('address_not_allowed')
    expect(await addresses('localhost', '127.0.0.0/8')).toEqual(['127.0.0.1'])
    expect(await addresses('a.LOCALHOST.', '127.0.0.0/8', '::1/128')).toEqual(['127.0.0.1', '::1'])
    expect(await addresses('localhost.test')).toEqual(['8.8.8.8'])
  })

  test('refuses an own port at every address of this machine, whatever is let through', async () => {
    const resolve = (host: string, port: number) => resolverFor([host], ['0.0.0.0/0', '::/0'], [4600])(host, port)
    const local = [
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '192.168.7.7',
      '[fe80::7]',
    ]
    for (const host of [...local, 'localhost']) {
      expect(await resolve(host, 4600)).toMatchObject({ outcome: 'address_not_allowed' })
      expect(await resolve(host, 4601)).toMatchObject({ outcome: 'checked' })
    }
    expect(await resolve('192.168.7.8', 4600)).toMatchObject({ outcome: 'checked' })
  })

  test.each([
    ['a name without addresses', 'one.test'],
    ['no host', 'a b'],
    ['an empty host', ''],
  ])('of %s is a dns failure', async (_what, host) =>
    expect(await resolverFor([])(host, 80)).toEqual({ outcome: 'dns' }),
  )

  test('of a name whose resolver fails is a dns failure', async () => {
    const resolve = createResolve({
      lookup: () => Promise.reject(new Error('SERVFAIL')),
      exceptions: { blocks: [] },
      ownPorts: new Set(),
    })
    expect(await resolve('one.test', 80)).toEqual({ outcome: 'dns' })
  })
})
