import { describe, expect, setDefaultTimeout, test } from 'bun:test'
import { createServerLookup } from '../../src/egress/lookup.ts'
import { openDns } from './support/dns.ts'
import type { SilentNames } from './support/silent-names.ts'

setDefaultTimeout(60_000)

describe('a DNS server', () => {
  test('is asked for both families, and every address is given', async () => {
    await using dns = await openDns({
      'both.test': type => (type === 'A' ? ['192.0.2.1', '192.0.2.2'] : ['2001:db8::1']),
    })
    expect(await createServerLookup(dns.server)('both.test')).toEqual(['192.0.2.1', '192.0.2.2', '2001:db8::1'])
    expect(dns.queries.toSorted()).toEqual(['A both.test', 'AAAA both.test'])
  })

  test('may know one family only', async () => {
    await using dns = await openDns({ 'six.test': type => (type === 'A' ? [] : ['2001:db8::1']) })
    expect(await createServerLookup(dns.server)('six.test')).toEqual(['2001:db8::1'])
  })

  test('that does not know the name fails the look-up', async () => {
    await using dns = await openDns({})
    expect(createServerLookup(dns.server)('no.test')).rejects.toThrow('no address')
  })

  test.each(['dns.test:53', '127.0.0.1:99999', '', ':53', '127.0.0.1:x'])('named %p is refused', server => {
    expect(() => createServerLookup(server)).toThrow(TypeError)
  })

  test.each(['127.0.0.1', '127.0.0.1:5353', '[::1]:5353'])('named %p is taken', server => {
    expect(createServerLookup(server)).toBeFunction()
  })
})

const SCRIPT = new URL('./support/silent-names.ts', import.meta.url).pathname

/** A machine of its own, as far as names go: its network, its /etc/resolv.conf and its /etc/hosts. */
const MACHINE = [
  'ip link set lo up',
  'mount -t tmpfs none /mnt',
  'printf "nameserver 127.0.0.1\\noptions timeout:1 attempts:1\\n" > /mnt/resolv.conf && mount --bind /mnt/resolv.conf /etc/resolv.conf',
  'printf "127.0.0.1 localhost\\n127.0.0.9 filed.test\\n" > /mnt/hosts && mount --bind /mnt/hosts /etc/hosts',
  'exec "$0" "$@"',
].join(' && ')

const canMakeMachines = process.platform === 'linux' && Bun.which('unshare') !== null && Bun.which('ip') !== null

test.skipIf(!canMakeMachines)('names that no server answers for hold up nothing but themselves', async () => {
  const inside = [process.execPath, '--no-env-file', SCRIPT]
  const child = Bun.spawn(['unshare', '--map-root-user', '--net', '--mount', 'sh', '-c', MACHINE, ...inside], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const told = JSON.parse(await new Response(child.stdout).text()) as SilentNames
  // The control: while the system's own function waits for such names, a file waits too.
  expect(told.filesBehindGetaddrinfo).toBe('after a name')
  expect(told.filesBehindOurs).toBe('at once')
  expect(told.filed).toEqual(['127.0.0.9'])
  expect(told.answeredByNewServer).toEqual(['192.0.2.7'])
})
