import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { AppError } from '../lib/errors.ts'
import { Secret } from '../lib/secret.ts'
import type { SealPurpose } from './associated-data.ts'
import { equalsInConstantTime } from './digest.ts'
import { type RandomBytes, Sealer } from './envelope.ts'
import { createFileCipher, type FileCipher } from './file-cipher.ts'

const MASTER_KEY_BYTES = 32
const SALT = new TextEncoder().encode('chaperone master key 1')

/** HMAC-SHA256 (RFC 2104) under one derived key. */
export interface Mac {
  /** The code of a message as base64url without padding. */
  sign(message: string | Uint8Array): string
  /** Whether `code` is the message's code, compared in constant time. */
  verify(message: string | Uint8Array, code: string): boolean
}

/** Everything that is derived from the master key: one key a purpose, so that none can stand in for another. */
export interface Keyring {
  /** Stored beside the data at first start; says nothing about the key. */
  readonly checkValue: string
  /** @throws AppError master_key_refused where the stored check value was made with another key */
  assertMatches(storedCheckValue: string): void
  readonly vault: Sealer
  readonly contexts: Sealer
  /** Stored answers of idempotent requests. */
  readonly answers: Sealer
  /** What the dashboard cookie is signed with, as the HTTP framework wants it. */
  readonly cookieSecret: Secret
  /** Encrypts screenshots until their URL expires. */
  readonly artifacts: FileCipher
  /** Signs screenshot URLs. */
  readonly urls: Mac
  /** Compares a request with the one its idempotency key was first used for. */
  readonly requests: Mac
  /** Signs backups. */
  readonly backups: Mac
  /** Codes of instructions, pages and elements in the plan cache. */
  readonly plans: Mac
  /** What MCP clients carry for us between two calls is signed with it. */
  readonly mcpStates: Secret
}

/**
 * Reads a master key as it is configured: exactly 32 bytes, base64 or base64url (RFC 4648 sections 4 and 5).
 * @throws AppError master_key_refused for anything else; the message does not quote it
 */
export const parseMasterKey = (text: Secret): Uint8Array => {
  const trimmed = text.reveal().trim()
  const bytes = /^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed) ? Buffer.from(trimmed, 'base64') : Buffer.alloc(0)
  if (bytes.length !== MASTER_KEY_BYTES)
    throw new AppError('master_key_refused', 'the master key is not 32 bytes of base64')
  return new Uint8Array(bytes)
}

/** Draws a new master key, as base64. */
export const generateMasterKey = (random: RandomBytes = systemRandom): Secret =>
  new Secret(Buffer.from(random(MASTER_KEY_BYTES)).toString('base64'))

/**
 * Derives all keys with HKDF-SHA256 (RFC 5869), a label each.
 * @param masterKey 32 bytes as base64
 * @param random where data keys and nonces come from
 */
export const createKeyring = (masterKey: Secret, random: RandomBytes = systemRandom): Keyring => {
  const master = parseMasterKey(masterKey)
  const derive = (label: string, length = 32) =>
    hkdf(sha256, master, SALT, new TextEncoder().encode(`chaperone ${label}`), length)
  const createSealer = (purpose: SealPurpose) =>
    new Sealer(purpose, { key: derive(`${purpose} wrapping key`), id: derive(`${purpose} key id`, 8) }, random)
  const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

  const keyring: Keyring = {
    checkValue: toBase64(derive('check value')),
    assertMatches(stored) {
      if (equalsInConstantTime(stored, keyring.checkValue)) return
      throw new AppError('master_key_refused', 'this data was made with another master key')
    },
    vault: createSealer('vault'),
    contexts: createSealer('context'),
    answers: createSealer('answer'),
    cookieSecret: new Secret(toBase64(derive('cookie signing'))),
    artifacts: createFileCipher(derive('artifact encryption')),
    urls: createMac(derive('url signing')),
    requests: createMac(derive('request comparison')),
    backups: createMac(derive('backup signing')),
    plans: createMac(derive('plan cache')),
    mcpStates: new Secret(toBase64(derive('mcp request states'))),
  }
  master.fill(0)
  return keyring
}

const createMac = (key: Uint8Array): Mac => {
  const sign = (message: string | Uint8Array) => new Bun.CryptoHasher('sha256', key).update(message).digest('base64url')
  return { sign, verify: (message, code) => equalsInConstantTime(sign(message), code) }
}

const systemRandom: RandomBytes = length => crypto.getRandomValues(new Uint8Array(length))
