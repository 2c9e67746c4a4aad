import { describe, expect, test } from 'bun:test'
import { parseAllowlist } from '../../src/egress/allowlist.ts'
import { createFence } from '../../src/egress/fence.ts'

const fenceFor = (entries: string[], egress: 'navigations' | 'all' = 'navigations') => {
  const parsed = parseAllowlist(entries)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return createFence({ allowlist: parsed.allowlist, egress, upstream: false })
}

describe('a navigation', () => {
  const fence = fenceFor(['example.com', '127.0.0.1:8080', 'apple.com', 'bücher.example'])

  test.each([
    'http://example.com/',
    'https://example.com./path?q#h',
    'HTTPS://EXAMPLE.COM',
    'https://a.example.com:8443/',
    'https://user:password@example.com/',
    'https://evil.test@example.com/',
    'http://127.0.0.1:8080/',
    'http://0x7f.1:8080/',
    'http://2130706433:8080/',
    'http://①②⑦.0.0.1:8080/',
    'https://bücher.example/',
    'https://xn--bcher-kva.example/',
    'https://ｅxample.com/',
    'https://ex%61mple.com/',
    'https:example.com',
    '\thttps://exa\nmple.com/ ',
  ])('to %p is let through', url => expect(fence.navigation(url)).toEqual({ allowed: true }))

  test.each([
    ['https://evil.test/', 'evil.test'],
    ['https://evil.test:8443/path?token=1', 'evil.test:8443'],
    ['https://example.com@evil.test/', 'evil.test'],
    ['https://example.com:443@evil.test/', 'evil.test'],
    ['https://example.com%40evil.test/', ''],
    ['https://evil.test\\@example.com/', 'evil.test'],
    ['https://evil.test#@example.com/', 'evil.test'],
    ['https://evil.test?@example.com/', 'evil.test'],
    ['https://example.com.evil.test/', 'example.com.evil.test'],
    ['https://notexample.com/', 'notexample.com'],
    ['https://аpple.com/', 'xn--pple-43d.com'],
    ['https://exampӏe.com/', 'xn--exampe-0kg.com'],
    ['https://com/', 'com'],
    ['http://127.0.0.1/', '127.0.0.1'],
    ['http://127.0.0.1:8081/', '127.0.0.1:8081'],
    ['http://[::ffff:127.0.0.1]:8080/', '[::ffff:7f00:1]:8080'],
    ['http://localhost:8080/', 'localhost:8080'],
    ['https://example..com/', 'example..com'],
  ])('to %p is refused, naming the host alone', (url, host) => {
    const verdict = fence.navigation(url)
    expect(verdict).toMatchObject({ allowed: false, host })
  })

  test.each([
    ...['data:text/html,hello', 'blob:https://example.com/0c1f', 'file:///etc/passwd', 'javascript:alert(1)'],
    ...[
      'about:blank',
      'ftp://example.com/',
      'ws://example.com/',
      'view-source:https://example.com/',
      'chrome://version',
    ],
    ...['filesystem:https://example.com/x', 'mailto:a@example.com', 'nonsense', '', '//example.com/'],
  ])('to %p is refused for its scheme', url => {
    expect(fence.navigation(url)).toMatchObject({ allowed: false, reason: 'scheme_not_allowed' })
  })

  test('is refused for its scheme without restriction too', () => {
    const open = fenceFor(['*'])
    expect(open.navigation('https://anything.test/')).toEqual({ allowed: true })
    expect(open.navigation('data:text/html,x')).toMatchObject({ reason: 'scheme_not_allowed' })
  })
})

describe('a request', () => {
  test('may go anywhere while the kit holds navigations only', () => {
    expect(fenceFor(['example.com']).request('cdn.test', 443)).toEqual({ allowed: true })
  })

  test('is held to the allowlist where the kit says all', () => {
    const fence = fenceFor(['example.com', 'other.test:8443'], 'all')
    expect(fence.request('a.example.com', 443)).toEqual({ allowed: true })
    expect(fence.request('other.test', 8443)).toEqual({ allowed: true })
    expect(fence.request('other.test', 443)).toEqual({
      allowed: false,
      reason: 'domain_not_allowed',
      host: 'other.test:443',
    })
  })
})
