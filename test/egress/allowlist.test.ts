import { describe, expect, test } from 'bun:test'
import { entriesBeyond, isAllowed, parseAllowlist } from '../../src/egress/allowlist.ts'

const listOf = (...entries: string[]) => {
  const parsed = parseAllowlist(entries)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.allowlist
}
const problemsOf = (...entries: string[]) => {
  const parsed = parseAllowlist(entries)
  return parsed.ok ? [] : parsed.problems
}

describe('an entry', () => {
  test.each([
    ['example.com', 'example.com'],
    ['EXAMPLE.Com', 'example.com'],
    ['example.com.', 'example.com'],
    ['*.example.com', '*.example.com'],
    ['*.Example.com.:8443', '*.example.com:8443'],
    ['example.com:443', 'example.com:443'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['*.straße.de:80', '*.xn--strae-oqa.de:80'],
    ['localhost', 'localhost'],
    ['localhost:3000', 'localhost:3000'],
    ['intranet', 'intranet'],
    ['*.localhost', '*.localhost'],
    ['a_b.example.com', 'a_b.example.com'],
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.1:8080', '127.0.0.1:8080'],
    ['0x7f.1', '127.0.0.1'],
    ['[::1]', '[::1]'],
    ['[2001:DB8:0::1]:8080', '[2001:db8::1]:8080'],
    ['user.github.io', 'user.github.io'],
    ['www.ck', 'www.ck'],
    ['*', '*'],
  ])('%s is kept as %s', (entry, canonical) => expect(listOf(entry).entries).toEqual([canonical]))

  test.each([
    ...['com', 'co.uk', 'github.io', '*.com', '*.co.uk', '*.github.io', 'COM.', 'com:443', 'foo.ck', 'xn--p1ai', 'рф'],
    ...['vercel.app', 's3.amazonaws.com'],
  ])('%s is refused as a public suffix', entry => {
    expect(problemsOf(entry)).toEqual([
      { index: 0, entry, problem: 'is a public suffix, under which anybody may have a name: name a domain below it' },
    ])
  })

  test.each([
    ...['', ' ', 'http://example.com', 'https://example.com/', 'example.com/path', 'user@example.com', 'a b.com'],
    ...['example.com?x', 'example.com#x', 'a\\b.com', 'a\tb.com', 'ex%61mple.com', 'example..com', '.example.com'],
    ...['example.com..', '*', '*.', '**', '*.*.com', '*example.com', 'a.*.com', 'exa*mple.com', '*:443', '::1'],
    ...['[::1', '[::1%25eth0]', '[nonsense]', 'example.com:', 'example.com:http', 'example.com:123456', '1.2.3.4.5'],
    ...[`${'a'.repeat(64)}.com`, `${'a.'.repeat(127)}com`, 'xn--a.com'],
  ])('%p beside another is refused', entry => {
    expect(problemsOf('example.com', entry)).toEqual([{ index: 1, entry, problem: expect.any(String) }])
  })

  test('with a port outside 1 to 65535 is refused', () => {
    expect(problemsOf('example.com:0', 'example.com:65536', 'example.com:65535').map(({ index }) => index)).toEqual([
      0, 1,
    ])
  })

  test('for the subdomains of an address is refused', () => {
    expect(problemsOf('*.127.0.0.1')).toMatchObject([{ problem: 'an IP address has no subdomains' }])
  })

  test('that is bad does not hide another', () => {
    expect(problemsOf('com', 'example.com', '*', 'x y').map(({ index }) => index)).toEqual([0, 2, 3])
  })
})

describe('a list', () => {
  test('has 1 to 100 entries', () => {
    expect(problemsOf()).toMatchObject([{ index: null }])
    const many = Array.from({ length: 101 }, (_, index) => `host${index}.example`)
    expect(problemsOf(...many)).toMatchObject([{ index: null }])
    expect(listOf(...many.slice(1)).entries).toHaveLength(100)
  })

  test('keeps each entry once', () => {
    expect(listOf('example.com', 'EXAMPLE.com.', 'b.example').entries).toEqual(['example.com', 'b.example'])
  })
})

describe('matching', () => {
  test.each([
    ['example.com', 'example.com', 443, true],
    ['example.com', 'EXAMPLE.COM.', 80, true],
    ['example.com', 'a.b.example.com', 8443, true],
    ['example.com', 'notexample.com', 443, false],
    ['example.com', 'example.com.evil.test', 443, false],
    ['example.com', 'com', 443, false],
    ['*.example.com', 'example.com', 443, false],
    ['*.example.com', 'a.example.com', 443, true],
    ['*.example.com', '.example.com', 443, false],
    ['example.com:8443', 'example.com', 8443, true],
    ['example.com:8443', 'a.example.com', 8443, true],
    ['example.com:8443', 'example.com', 443, false],
    ['localhost', 'localhost', 3000, true],
    ['localhost', 'a.localhost', 3000, false],
    ['localhost', 'localhost.', 3000, true],
    ['intranet', 'a.intranet', 80, false],
    ['127.0.0.1', '127.0.0.1', 80, true],
    ['127.0.0.1', '2130706433', 80, true],
    ['127.0.0.1', '[::ffff:127.0.0.1]', 80, false],
    ['127.0.0.1', '127.0.0.2', 80, false],
    ['127.0.0.1', 'localhost', 80, false],
    ['[::1]', '[::1]', 80, true],
    ['[::1]', '::1', 80, true],
    ['[::1]', '[0:0::1]', 80, true],
    ['bücher.example', 'xn--bcher-kva.example', 443, true],
    ['apple.com', 'аpple.com', 443, false], // Cyrillic а
    ['*', 'anything.test', 1, true],
    ['*', 'no host', 1, false],
  ])('%s and %s at %i: %p', (entry, host, port, expected) => {
    expect(isAllowed(listOf(entry), host, port)).toBe(expected)
  })

  test('goes by any one of the entries', () => {
    const list = listOf('a.test', 'b.test:81')
    expect([isAllowed(list, 'a.test', 82), isAllowed(list, 'b.test', 81), isAllowed(list, 'b.test', 82)]).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('one set within another', () => {
  test.each([
    ['example.com', 'example.com', true],
    ['a.example.com', 'example.com', true],
    ['*.example.com', 'example.com', true],
    ['*.a.example.com', 'example.com', true],
    ['example.com:443', 'example.com', true],
    ['example.com', 'example.com:443', false],
    ['example.com:443', 'example.com:443', true],
    ['example.com:443', 'example.com:80', false],
    ['example.com', '*.example.com', false],
    ['*.example.com', '*.example.com', true],
    ['a.example.com', '*.example.com', true],
    ['*.a.example.com', '*.example.com', true],
    ['example.com', 'a.example.com', false],
    ['localhost', 'localhost', true],
    ['*.localhost', 'localhost', false],
    ['a.localhost', '*.localhost', true],
    ['127.0.0.1:80', '127.0.0.1', true],
    ['127.0.0.2', '127.0.0.1', false],
    ['*', 'example.com', false],
    ['example.com', '*', true],
    ['*', '*', true],
  ])('%s within %s: %p', (inner, outer, expected) => {
    expect(entriesBeyond(listOf(inner), listOf(outer))).toEqual(expected ? [] : [inner])
  })

  test('names every entry that reaches beyond', () => {
    expect(entriesBeyond(listOf('a.test', 'x.b.test', 'c.test:1'), listOf('a.test:1', 'b.test', 'c.test'))).toEqual([
      'a.test',
    ])
  })
})
