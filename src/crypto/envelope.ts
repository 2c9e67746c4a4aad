import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { AppError } from '../lib/errors.ts'
import { Secret } from '../lib/secret.ts'
import { encodeAssociatedData, type SealPurpose, type SealScope } from './associated-data.ts'

/** Gives `length` random bytes; the system's generator but in tests. */
export type RandomBytes = (length: number) => Uint8Array

/**
 * One sealed value, format version 1. The two parts are kept apart so that destroying `wrappedKey` makes `payload`
 * unreadable wherever copies of it lie.
 *
 * wrappedKey = version (1 byte) ‖ key id (8) ‖ nonce (24) ‖ encrypted data key (32) ‖ tag (16): always 81 bytes.
 * payload    = version (1 byte) ‖ nonce (24) ‖ ciphertext ‖ tag (16).
 * Both are XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03); what each binds is in associated-data.ts.
 */
export interface Sealed {
  readonly wrappedKey: Uint8Array
  readonly payload: Uint8Array
}

const FORMAT_VERSION = 1
const DATA_KEY_BYTES = 32
const NONCE_BYTES = 24 // draft-irtf-cfrg-xchacha-03 section 2: long enough to be drawn at random
const TAG_BYTES = 16
const KEY_ID_BYTES = 8
const PAYLOAD_HEADER = 1
const KEY_HEADER = 1 + KEY_ID_BYTES

/** Length of every wrapped key, in bytes. */
export const WRAPPED_KEY_BYTES = KEY_HEADER + NONCE_BYTES + DATA_KEY_BYTES + TAG_BYTES

/** A key-encryption key and the public name it is told apart by (8 bytes, derived, says nothing about the key). */
export interface WrappingKey {
  readonly key: Uint8Array
  readonly id: Uint8Array
}

const unreadable = (why: 'format' | 'key' | 'tampered', cause?: unknown): AppError =>
  new AppError('entry_unreadable', messages[why], { why }, { cause })

const messages = {
  format: 'a sealed value is not in a format that this version knows',
  key: 'a sealed value was sealed under another key',
  tampered: 'a sealed value does not belong here or was edited',
} as const

/**
 * Seals and opens values of one purpose under one key-encryption key. Each `seal` draws a fresh data key, so that no
 * nonce of it is ever used twice; a value that was edited, moved to another row, or swapped with another fails to open.
 */
export class Sealer {
  readonly #wrapping: WrappingKey
  readonly #purpose: SealPurpose
  readonly #random: RandomBytes

  constructor(purpose: SealPurpose, wrapping: WrappingKey, random: RandomBytes) {
    this.#purpose = purpose
    this.#wrapping = wrapping
    this.#random = random
  }

  /** Encrypts `plaintext` for the row that `scope` names; the caller still owns (and may wipe) the plaintext. */
  seal(plaintext: Uint8Array, scope: SealScope): Sealed {
    const dataKey = Uint8Array.from(this.#random(DATA_KEY_BYTES))
    try {
      return {
        wrappedKey: this.#wrap(dataKey, scope),
        payload: this.#encrypt({ key: dataKey, header: payloadHeader, plaintext, data: this.#data('payload', scope) }),
      }
    } finally {
      dataKey.fill(0)
    }
  }

  /**
   * Decrypts what `seal` made for the same scope.
   * @throws AppError entry_unreadable, with `detail.why` `format` | `key` | `tampered`
   */
  open(sealed: Sealed, scope: SealScope): Uint8Array {
    if (sealed.payload[0] !== FORMAT_VERSION) throw unreadable('format')
    const dataKey = this.#unwrap(sealed.wrappedKey, scope)
    try {
      return decrypt(dataKey, sealed.payload.subarray(PAYLOAD_HEADER), this.#data('payload', scope))
    } finally {
      dataKey.fill(0)
    }
  }

  /** `seal` for text. */
  sealText(text: Secret, scope: SealScope): Sealed {
    const plaintext = new TextEncoder().encode(text.reveal())
    try {
      return this.seal(plaintext, scope)
    } finally {
      plaintext.fill(0)
    }
  }

  /** `open` for text: the value comes back as a Secret, the bytes are wiped. */
  openText(sealed: Sealed, scope: SealScope): Secret {
    const plaintext = this.open(sealed, scope)
    try {
      return new Secret(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext))
    } finally {
      plaintext.fill(0)
    }
  }

  /** `rotate` with a new data key: opens and seals again. The plaintext never leaves. */
  reseal(sealed: Sealed, scope: SealScope): Sealed {
    const plaintext = this.open(sealed, scope)
    try {
      return this.seal(plaintext, scope)
    } finally {
      plaintext.fill(0)
    }
  }

  /**
   * `rotate-key`: wraps a data key that `from` wrapped under this sealer's key; the payload stays as it is. A key that
   * is under this sealer's key already is given back as it is, so that a rotation that was cut off can be run again.
   * @throws AppError entry_unreadable where neither key opens it
   */
  rewrap(wrappedKey: Uint8Array, scope: SealScope, from: Sealer): Uint8Array {
    if (hasKeyId(wrappedKey, this.#wrapping.id)) {
      this.#unwrap(wrappedKey, scope).fill(0)
      return wrappedKey
    }
    const dataKey = from.#unwrap(wrappedKey, scope)
    try {
      return this.#wrap(dataKey, scope)
    } finally {
      dataKey.fill(0)
    }
  }

  #wrap(dataKey: Uint8Array, scope: SealScope): Uint8Array {
    const header = Uint8Array.of(FORMAT_VERSION, ...this.#wrapping.id)
    return this.#encrypt({ key: this.#wrapping.key, header, plaintext: dataKey, data: this.#data('key', scope) })
  }

  #unwrap(wrappedKey: Uint8Array, scope: SealScope): Uint8Array {
    if (wrappedKey.length !== WRAPPED_KEY_BYTES || wrappedKey[0] !== FORMAT_VERSION) throw unreadable('format')
    if (!hasKeyId(wrappedKey, this.#wrapping.id)) throw unreadable('key')
    return decrypt(this.#wrapping.key, wrappedKey.subarray(KEY_HEADER), this.#data('key', scope))
  }

  #encrypt(part: { key: Uint8Array; header: Uint8Array; plaintext: Uint8Array; data: Uint8Array }): Uint8Array {
    const nonce = this.#random(NONCE_BYTES)
    const sealed = xchacha20poly1305(part.key, nonce, part.data).encrypt(part.plaintext)
    return concat(part.header, nonce, sealed)
  }

  #data(part: 'key' | 'payload', scope: SealScope): Uint8Array {
    return encodeAssociatedData({ version: FORMAT_VERSION, part, purpose: this.#purpose, scope })
  }
}

/** Both parts in one byte string, for where one column holds them: the wrapped key (81 bytes), then the payload. */
export const joinSealed = (sealed: Sealed): Uint8Array => concat(sealed.wrappedKey, sealed.payload)

/** Takes apart what `joinSealed` made. @throws AppError entry_unreadable where it is too short to be one */
export const splitSealed = (joined: Uint8Array): Sealed => {
  if (joined.length < WRAPPED_KEY_BYTES + PAYLOAD_HEADER) throw unreadable('format')
  return { wrappedKey: joined.subarray(0, WRAPPED_KEY_BYTES), payload: joined.subarray(WRAPPED_KEY_BYTES) }
}

const payloadHeader = Uint8Array.of(FORMAT_VERSION)

const hasKeyId = (wrappedKey: Uint8Array, id: Uint8Array): boolean =>
  wrappedKey.length === WRAPPED_KEY_BYTES && id.every((byte, index) => wrappedKey[1 + index] === byte)

const decrypt = (key: Uint8Array, sealed: Uint8Array, data: Uint8Array): Uint8Array => {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw unreadable('format')
  try {
    return xchacha20poly1305(key, sealed.subarray(0, NONCE_BYTES), data).decrypt(sealed.subarray(NONCE_BYTES))
  } catch (cause) {
    throw unreadable('tampered', cause)
  }
}

const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
