import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { encodeAssociatedData, type SealScope } from '../../src/crypto/associated-data.ts'
import { joinSealed, type Sealed, splitSealed, WRAPPED_KEY_BYTES } from '../../src/crypto/envelope.ts'
import { createKeyring } from '../../src/crypto/keyring.ts'
import { isAppError } from '../../src/lib/errors.ts'
import { Secret } from '../../src/lib/secret.ts'
import vectors from '../vectors/ciphertexts-v1.json'
import { countingRandom, masterKeyOf } from './fixed-random.ts'

const scope: SealScope = { workspaceId: 'w1', userId: 'u1', name: 'login:shop' }
const keyring = createKeyring(masterKeyOf(1))
const sealer = keyring.vault
const text = new Secret('correct horse battery staple')

const whyItFails = (open: () => unknown): unknown => {
  try {
    open()
  } catch (error) {
    return isAppError(error, 'entry_unreadable') ? error.detail['why'] : error
  }
  return 'opened'
}

const flipped = (bytes: Uint8Array, index: number): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  copy[index] = (copy[index] ?? 0) ^ 1
  return copy
}

describe('format version 1', () => {
  for (const vector of vectors.sealed) {
    const { vault, contexts, answers } = createKeyring(
      new Secret(vector.master_key),
      countingRandom(vector.random_seed),
    )
    const ring = { vault, context: contexts, answer: answers }[vector.purpose] ?? vault
    const at = { workspaceId: vector.workspace, userId: vector.user, name: vector.name }

    test(`seals ${vector.title} to the recorded bytes`, () => {
      const sealed = ring.seal(Buffer.from(vector.plaintext, 'hex'), at)
      expect(Buffer.from(joinSealed(sealed)).toString('hex')).toBe(vector.sealed)
    })

    test(`opens ${vector.title} from the recorded bytes`, () => {
      const opened = ring.open(splitSealed(Buffer.from(vector.sealed, 'hex')), at)
      expect(Buffer.from(opened).toString('hex')).toBe(vector.plaintext)
    })
  }
})

describe('a sealed value', () => {
  test('opens to what was sealed, whatever it is and wherever it belongs', () => {
    const name = fc.string({ unit: 'grapheme' })
    const anywhere = fc.record({ workspaceId: name, userId: fc.option(name), name })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), anywhere, (plaintext, at) => {
        expect(sealer.open(splitSealed(joinSealed(sealer.seal(plaintext, at))), at)).toEqual(plaintext)
      }),
    )
  })

  test('is never the same twice', () => {
    const [one, other] = [sealer.sealText(text, scope), sealer.sealText(text, scope)]
    expect(one.payload).not.toEqual(other.payload)
    expect(one.wrappedKey).not.toEqual(other.wrappedKey)
  })

  test('does not hold its text', () => {
    expect(Buffer.from(joinSealed(sealer.sealText(text, scope))).includes('horse')).toBe(false)
  })

  test('fails to open when any one byte of it is edited', () => {
    const sealed = sealer.sealText(text, scope)
    const whole = joinSealed(sealed)
    for (let index = 0; index < whole.length; index += 1) {
      expect(whyItFails(() => sealer.open(splitSealed(flipped(whole, index)), scope))).not.toBe('opened')
    }
    const tag = whole.length - 1
    expect(whyItFails(() => sealer.open(splitSealed(flipped(whole, tag)), scope))).toBe('tampered')
    expect(whyItFails(() => sealer.open(splitSealed(flipped(whole, 0)), scope))).toBe('format')
    expect(whyItFails(() => sealer.open(splitSealed(flipped(whole, 1)), scope))).toBe('key')
  })

  test('fails to open at every shorter and one longer length', () => {
    const whole = joinSealed(sealer.sealText(text, scope))
    for (let length = 0; length < whole.length; length += 1) {
      expect(whyItFails(() => sealer.open(splitSealed(whole.subarray(0, length)), scope))).not.toBe('opened')
    }
    expect(whyItFails(() => sealer.open(splitSealed(Buffer.concat([whole, Buffer.of(0)])), scope))).toBe('tampered')
  })

  const elsewhere: [string, SealScope][] = [
    ['another workspace', { ...scope, workspaceId: 'w2' }],
    ['another user', { ...scope, userId: 'u2' }],
    ['no user', { ...scope, userId: null }],
    ['another name', { ...scope, name: 'login:bank' }],
    ['a name cut at another place', { workspaceId: 'w1u', userId: '1', name: 'login:shop' }],
  ]
  for (const [where, other] of elsewhere) {
    test(`fails to open when its row is moved to ${where}`, () => {
      expect(whyItFails(() => sealer.open(sealer.sealText(text, scope), other))).toBe('tampered')
    })
  }

  test('fails to open when two rows swap their payloads or their keys', () => {
    const [one, other] = [sealer.sealText(text, scope), sealer.sealText(text, { ...scope, name: 'login:bank' })]
    expect(whyItFails(() => sealer.open({ ...one, payload: other.payload }, scope))).toBe('tampered')
    expect(whyItFails(() => sealer.open({ ...one, wrappedKey: other.wrappedKey }, scope))).toBe('tampered')
  })

  test('fails to open with an older payload of the same row', () => {
    const older = sealer.sealText(text, scope)
    expect(whyItFails(() => sealer.open({ ...sealer.sealText(text, scope), payload: older.payload }, scope))).toBe(
      'tampered',
    )
  })

  test('fails to open as another purpose or under another master key, saying that the key is another', () => {
    const sealed = sealer.sealText(text, scope)
    expect(whyItFails(() => keyring.contexts.open(sealed, scope))).toBe('key')
    expect(whyItFails(() => createKeyring(masterKeyOf(2)).vault.open(sealed, scope))).toBe('key')
  })

  test('says nothing of its value or its row in the error', () => {
    let told = ''
    try {
      sealer.open(sealer.sealText(text, scope), { ...scope, name: 'moved' })
    } catch (error) {
      told = JSON.stringify(error, Object.getOwnPropertyNames(error as object))
    }
    expect(told).toContain('entry_unreadable')
    expect(told).not.toContain('horse')
    expect(told).not.toContain('login:shop')
  })
})

describe('rotation', () => {
  const next = createKeyring(masterKeyOf(2)).vault

  test('of the master key keeps the payload and opens under the new key only', () => {
    const sealed = sealer.sealText(text, scope)
    const rewrapped: Sealed = { ...sealed, wrappedKey: next.rewrap(sealed.wrappedKey, scope, sealer) }
    expect(next.openText(rewrapped, scope).reveal()).toBe(text.reveal())
    expect(whyItFails(() => sealer.open(rewrapped, scope))).toBe('key')
  })

  test('of the master key can be run again over rows that are done', () => {
    const { wrappedKey } = sealer.sealText(text, scope)
    const once = next.rewrap(wrappedKey, scope, sealer)
    expect(next.rewrap(once, scope, sealer)).toEqual(once)
  })

  test('of the master key refuses a row that was moved, and one that neither key made', () => {
    const { wrappedKey } = sealer.sealText(text, scope)
    expect(whyItFails(() => next.rewrap(wrappedKey, { ...scope, name: 'moved' }, sealer))).toBe('tampered')
    const stranger = createKeyring(masterKeyOf(3)).vault.sealText(text, scope).wrappedKey
    expect(whyItFails(() => next.rewrap(stranger, scope, sealer))).toBe('key')
  })

  test('of an entry draws a new data key, under which the old payload no longer opens', () => {
    const sealed = sealer.sealText(text, scope)
    const fresh = sealer.reseal(sealed, scope)
    expect(sealer.openText(fresh, scope).reveal()).toBe(text.reveal())
    expect(whyItFails(() => sealer.open({ ...fresh, payload: sealed.payload }, scope))).toBe('tampered')
  })
})

describe('associated data', () => {
  test('differs for any two scopes that differ', () => {
    const part = fc.string({ maxLength: 4 })
    const anywhere = fc.record({ workspaceId: part, userId: fc.option(part), name: part })
    const encode = (at: SealScope) =>
      Buffer.from(encodeAssociatedData({ version: 1, part: 'key', purpose: 'vault', scope: at })).toString('hex')
    fc.assert(
      fc.property(anywhere, anywhere, (one, other) => {
        expect(encode(one) === encode(other)).toBe(Bun.deepEquals(one, other))
      }),
    )
  })

  test('refuses names that UTF-8 cannot tell apart', () => {
    expect(() => sealer.sealText(text, { ...scope, name: 'a\ud800' })).toThrow(RangeError)
  })
})

test('a wrapped key is 81 bytes long', () => {
  expect(sealer.sealText(text, scope).wrappedKey.length).toBe(81)
  expect(WRAPPED_KEY_BYTES).toBe(81)
})
