import { expect, test } from 'bun:test'
import { isSameSite, siteOf } from '../../src/egress/site.ts'

test.each([
  ['example.com', 'example.com'],
  ['a.b.EXAMPLE.com.', 'example.com'],
  ['www.example.co.uk', 'example.co.uk'],
  ['a.github.io', 'a.github.io'],
  ['x.a.github.io', 'a.github.io'],
  ['github.io', 'github.io'],
  ['com', 'com'],
  ['localhost', 'localhost'],
  ['intranet', 'intranet'],
  ['127.0.0.1', '127.0.0.1'],
  ['0x7f.1', '127.0.0.1'],
  ['[::1]', '[::1]'],
  ['::1', '[::1]'],
  ['bücher.example.com', 'example.com'],
  ['www.bücher.de', 'xn--bcher-kva.de'],
])('the site of %s is %s', (host, site) => expect(siteOf(host)).toBe(site))

test('what is no host has no site and is of no site', () => {
  expect(siteOf('https://example.com/')).toBeNull()
  expect(isSameSite('a b', 'a b')).toBe(false)
})

test.each([
  ['www.example.com', 'login.example.com', true],
  ['a.github.io', 'b.github.io', false],
  ['127.0.0.1', '127.0.0.2', false],
  ['localhost', '127.0.0.1', false],
  ['example.com', 'example.org', false],
])('%s and %s are of one site: %p', (a, b, expected) => expect(isSameSite(a, b)).toBe(expected))
