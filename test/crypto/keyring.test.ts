import { describe, expect, test } from 'bun:test'
import { createHmac, hkdfSync } from 'node:crypto'
import { equalsInConstantTime, sha256Hex } from '../../src/crypto/digest.ts'
import { createKeyring, generateMasterKey, parseMasterKey } from '../../src/crypto/keyring.ts'
import { isAppError } from '../../src/lib/errors.ts'
import { Secret } from '../../src/lib/secret.ts'
import vectors from '../vectors/ciphertexts-v1.json'
import { countingRandom, masterKeyOf } from './fixed-random.ts'

const refusal = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return isAppError(error) ? error.reason : error
  }
  return 'accepted'
}

describe('a master key', () => {
  const bytes = Buffer.alloc(32, 0xfb)
  test('is read from base64 and base64url, with or without padding and white space', () => {
    for (const written of [
      bytes.toString('base64'),
      bytes.toString('base64url'),
      `${bytes.toString('base64')}\n`,
      bytes.toString('base64').replace('=', ''),
    ]) {
      expect(parseMasterKey(new Secret(written))).toEqual(new Uint8Array(bytes))
    }
  })

  for (const [what, written] of [
    ['nothing', ''],
    ['31 bytes', Buffer.alloc(31).toString('base64')],
    ['33 bytes', Buffer.alloc(33).toString('base64')],
    ['hex', Buffer.alloc(32).toString('hex')],
    ['other characters', `${'A'.repeat(42)}!=`],
  ] as const) {
    test(`is refused when it is ${what}`, () => {
      expect(refusal(() => parseMasterKey(new Secret(written)))).toBe('master_key_refused')
    })
  }

  test('is drawn anew each time and can be read back', () => {
    const drawn = generateMasterKey()
    expect(parseMasterKey(drawn).length).toBe(32)
    expect(generateMasterKey().reveal()).not.toBe(drawn.reveal())
    expect(generateMasterKey(countingRandom('a')).reveal()).toBe(generateMasterKey(countingRandom('a')).reveal())
  })

  test('is told apart from another by the check value', () => {
    const keyring = createKeyring(masterKeyOf(1))
    expect(refusal(() => createKeyring(masterKeyOf(1)).assertMatches(keyring.checkValue))).toBe('accepted')
    expect(refusal(() => createKeyring(masterKeyOf(2)).assertMatches(keyring.checkValue))).toBe('master_key_refused')
    expect(refusal(() => keyring.assertMatches(''))).toBe('master_key_refused')
  })
})

describe('derived keys', () => {
  const keyring = createKeyring(masterKeyOf(7))
  const derived = (label: string) =>
    Buffer.from(hkdfSync('sha256', Buffer.alloc(32, 7), 'chaperone master key 1', `chaperone ${label}`, 32))

  test('are what another implementation of RFC 5869 and RFC 2104 gives', () => {
    expect(keyring.checkValue).toBe(derived('check value').toString('base64url'))
    expect(keyring.cookieSecret.reveal()).toBe(derived('cookie signing').toString('base64url'))
    const code = createHmac('sha256', derived('url signing')).update('/v1/a').digest('base64url')
    expect(keyring.urls.sign('/v1/a')).toBe(code)
  })

  test('stay what they were in format version 1', () => {
    for (const vector of vectors.keyring) {
      const recorded = createKeyring(new Secret(vector.master_key))
      expect(recorded.checkValue).toBe(vector.check_value)
      expect(recorded.cookieSecret.reveal()).toBe(vector.cookie_secret)
      expect(recorded.urls.sign(vector.message)).toBe(vector.url_code)
      expect(recorded.requests.sign(vector.message)).toBe(vector.request_code)
    }
  })

  test('differ by purpose', () => {
    expect(keyring.urls.sign('x')).not.toBe(keyring.requests.sign('x'))
  })

  test('sign and verify text and bytes alike', () => {
    const code = keyring.requests.sign('körper')
    expect(keyring.requests.verify(Buffer.from('körper'), code)).toBe(true)
    expect(keyring.requests.verify('korper', code)).toBe(false)
    expect(keyring.requests.verify('körper', `${code}=`)).toBe(false)
  })
})

describe('digests', () => {
  test('SHA-256 is the one of FIPS 180-4', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  test('equality holds for equal strings only', () => {
    expect(equalsInConstantTime('ä€', 'ä€')).toBe(true)
    expect(equalsInConstantTime('ab', 'ac')).toBe(false)
    expect(equalsInConstantTime('ab', 'abc')).toBe(false)
    expect(equalsInConstantTime('', '')).toBe(true)
  })
})
