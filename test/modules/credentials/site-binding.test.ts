import { describe, expect, test } from 'bun:test'
import { Secret } from '../../../src/lib/secret.ts'
import { fromStored, toStored } from '../../../src/modules/credentials/credential.ts'
import { createCode } from '../../../src/modules/credentials/one-time-code.ts'
import { siteOfOrigin, siteOfService } from '../../../src/modules/credentials/site-binding.ts'
import { failureOf } from '../../support/failure.ts'

describe('the site that a service’s name says', () => {
  const cases: readonly [string, string | undefined][] = [
    ['figma.com', 'figma.com'],
    ['www.figma.com', 'figma.com'],
    ['a.github.io', 'a.github.io'],
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', 'localhost'],
    ['mail', undefined],
    ['my-tool.internal-thing', undefined],
    ['co.uk', undefined],
  ]
  for (const [service, site] of cases) test(service, () => expect(siteOfService(service)).toBe(site))
})

test('an origin is read with or without its scheme, and nothing else is one', async () => {
  expect(siteOfOrigin('https://login.example.co.uk:8443')).toBe('example.co.uk')
  expect(siteOfOrigin('accounts.example.com')).toBe('example.com')
  expect((await failureOf((async () => siteOfOrigin('ftp://example.com'))())).reason).toBe('validation')
})

test('a credential comes back as it was stored, and a bare value is a password', () => {
  const credential = {
    email: 'a@b.example',
    username: 'a',
    password: new Secret('{"x'),
    totp: new Secret('JBSWY3DPEHPK3PXP'),
  }
  const back = fromStored(toStored(credential), null)
  expect([back.email, back.username, back.password.reveal(), back.totp?.reveal()]).toEqual([
    'a@b.example',
    'a',
    '{"x',
    'JBSWY3DPEHPK3PXP',
  ])
  const bare = fromStored(new Secret('{just text'), 'n@b.example')
  expect([bare.email, bare.password.reveal()]).toEqual(['n@b.example', '{just text'])
})

test('codes are those of RFC 6238 appendix B, from base32 and from a URI', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const at = (text: string, seconds: number) => createCode(new Secret(text), seconds * 1000)?.reveal()
  expect(at(`otpauth://totp/Site:me?secret=${secret}&digits=8`, 59)).toBe('94287082')
  expect(at(`otpauth://totp/Site:me?secret=${secret}&digits=8`, 1111111109)).toBe('07081804')
  expect(at('gezd gnbv gy3t qojq gezd gnbv gy3t qojq', 59)).toBe('287082')
})
