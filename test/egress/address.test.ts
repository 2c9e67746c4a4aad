import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { isOnThisMachine, judgeAddress, NO_EXCEPTIONS, parseExceptions } from '../../src/egress/address.ts'
import vectors from '../vectors/addresses.json' with { type: 'json' }

const excepting = (...entries: string[]) => {
  const { exceptions, problems } = parseExceptions(entries)
  expect(problems).toEqual([])
  return exceptions
}

const octets = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })))
const groups = fc.tuple(...Array.from({ length: 8 }, () => fc.integer({ min: 0, max: 0xffff })))

describe('the verdict on an address', () => {
  test.each(vectors)('$spelling is $verdict as $kind', ({ spelling, verdict, kind, rfc }) => {
    const judged = judgeAddress(spelling)
    expect({ verdict: judged.allowed ? 'allowed' : 'denied', kind: judged.kind as string, rfc: judged.source }).toEqual(
      {
        verdict,
        kind,
        rfc,
      },
    )
  })

  test('gives the address in one canonical spelling, a mapped one as IPv4', () => {
    expect(judgeAddress('0x7f.1')).toMatchObject({ address: '127.0.0.1', family: 4 })
    expect(judgeAddress('[::FFFF:0A00:1]')).toMatchObject({ address: '10.0.0.1', family: 4 })
    expect(judgeAddress('2606:4700:4700:0:0:0:0:1111')).toMatchObject({ address: '2606:4700:4700::1111', family: 6 })
    expect(judgeAddress('fe80::1%eth0')).toMatchObject({ address: 'fe80::1%eth0', family: 6 })
  })

  test('is the same for an IPv4 address and its mapped form, whatever is excepted', () => {
    const policies = [NO_EXCEPTIONS, excepting('0.0.0.0/1'), excepting('127.0.0.0/8', '169.254.0.0/16')]
    fc.assert(
      fc.property(octets, fc.constantFrom(...policies), (parts, exceptions) => {
        const ipv4 = parts.join('.')
        const hex = new ipaddr.IPv4(parts).toIPv4MappedAddress().toString()
        const verdict = judgeAddress(ipv4, exceptions)
        expect(judgeAddress(`::ffff:${ipv4}`, exceptions)).toEqual(verdict)
        expect(judgeAddress(`[${hex}]`, exceptions)).toEqual(verdict)
      }),
    )
  })

  test('is the same for an IPv4 address as dotted, decimal, hexadecimal and octal number', () => {
    fc.assert(
      fc.property(octets, parts => {
        const number = Buffer.from(parts).readUInt32BE()
        const verdict = judgeAddress(parts.join('.'))
        for (const text of [`${number}`, `0x${number.toString(16)}`, `0${number.toString(8)}`]) {
          expect(judgeAddress(text)).toEqual(verdict)
        }
      }),
    )
  })

  test('allows nothing that ipaddr.js knows as special', () => {
    const isUnicast = (text: string) => ipaddr.process(text).range() === 'unicast'
    fc.assert(
      fc.property(
        fc.oneof(
          octets.map(parts => parts.join('.')),
          groups.map(parts => new ipaddr.IPv6(parts).toString()),
        ),
        text => {
          fc.pre(judgeAddress(text).allowed)
          expect(isUnicast(text)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('allows a carrier of a denied IPv4 address under no exception for the carrier alone', () => {
    fc.assert(
      fc.property(octets, parts => {
        const hex = new ipaddr.IPv4(parts).toIPv4MappedAddress().toString().replace('::ffff:', '')
        const inside = judgeAddress(parts.join('.')).allowed
        const exceptions = excepting('64:ff9b::/96', '2002::/16', '::/96')
        expect(judgeAddress(`64:ff9b::${hex}`, exceptions).allowed).toBe(inside)
        expect(judgeAddress(`2002:${hex}::1`, exceptions).allowed).toBe(inside)
      }),
    )
  })
})

describe('exceptions', () => {
  test('let their own block through and nothing beside it', () => {
    const exceptions = excepting('127.0.0.0/8', 'fd00:1::/32', '10.1.2.3')
    const allowed = (text: string) => judgeAddress(text, exceptions).allowed
    expect(['127.0.0.1', '127.1', '::ffff:127.0.0.1', 'fd00:1::5', '10.1.2.3'].every(allowed)).toBe(true)
    expect(['126.0.0.1', '128.0.0.1'].every(allowed)).toBe(true)
    expect(['::1', '::127.0.0.1', '64:ff9b::127.0.0.1', 'fd00:2::5', '10.1.2.4', '0.0.0.0'].some(allowed)).toBe(false)
  })

  test('keep the kind: what is let through is still known for what it is', () => {
    expect(judgeAddress('127.0.0.1', excepting('127.0.0.0/8'))).toMatchObject({ allowed: true, kind: 'loopback' })
  })

  test('read a mapped block as the IPv4 block that it is', () => {
    expect(judgeAddress('127.9.9.9', excepting('::ffff:127.0.0.0/104')).allowed).toBe(true)
  })

  test('a Teredo address needs both of its IPv4 addresses let through', () => {
    const teredo = '2001:0:4136:e378:8000:63bf:80ff:fffe' // server 65.54.227.120, client 127.0.0.1
    expect(judgeAddress(teredo, excepting('2001::/32')).embedded.map(({ address }) => address)).toEqual([
      '65.54.227.120',
      '127.0.0.1',
    ])
    expect(judgeAddress(teredo, excepting('2001::/32')).allowed).toBe(false)
    expect(judgeAddress(teredo, excepting('2001::/32', '127.0.0.0/8')).allowed).toBe(true)
  })

  test.each([
    ['10.0.0.1/8', 'has bits set beyond its prefix: write 10.0.0.0/8'],
    ['fd00::1/8', 'has bits set beyond its prefix: write fd00::/8'],
    ['10.0.0.0/33', 'the prefix length must be between 0 and 32'],
    ['::/129', 'the prefix length must be between 0 and 128'],
    ['::ffff:0:0/95', 'the prefix length must be between 96 and 128'],
    ['10.0.0.0/', 'the prefix length must be between 0 and 32'],
    ['10.0.0.0/-1', 'the prefix length must be between 0 and 32'],
    ['10.0.0.0/8/8', 'not a CIDR block such as 127.0.0.0/8 or fd00::/8'],
    ['0x7f.0.0.0/8', 'not a CIDR block such as 127.0.0.0/8 or fd00::/8'],
    ['127/8', 'not a CIDR block such as 127.0.0.0/8 or fd00::/8'],
    ['localhost', 'not a CIDR block such as 127.0.0.0/8 or fd00::/8'],
    ['fe80::%eth0/10', 'not a CIDR block such as 127.0.0.0/8 or fd00::/8'],
    ['', 'not a CIDR block such as 127.0.0.0/8 or fd00::/8'],
  ])('%p is reported', (entry, problem) => {
    const { exceptions, problems } = parseExceptions(['127.0.0.0/8', entry])
    expect(problems).toEqual([{ entry, problem }])
    expect(exceptions.blocks).toHaveLength(1)
  })
})

describe('addresses of this machine', () => {
  const interfaces = ['127.0.0.1', '192.168.7.7', 'fe80::7%eth0', '::1']
  test.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '::',
    '::1',
    '192.168.7.7',
    '::ffff:192.168.7.7',
    'fe80::7%eth1',
    'fe80::7',
  ])('%s is one', text => expect(isOnThisMachine(judgeAddress(text), interfaces)).toBe(true))
  test.each(['192.168.7.8', '8.8.8.8', 'fe80::8'])('%s is none', text =>
    expect(isOnThisMachine(judgeAddress(text), interfaces)).toBe(false),
  )
})
