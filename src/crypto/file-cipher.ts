import { AppError } from '../lib/errors.ts'

const VERSION = 1
const NONCE_BYTES = 12 // NIST SP 800-38D section 8.2.2: random, for far fewer than 2^32 files under one key
const HEADER_BYTES = 1 + NONCE_BYTES

/**
 * Encrypts short-lived files of some size: AES-256-GCM by WebCrypto, off the main thread and some ten times as fast as
 * the sealers' cipher. Format: version (1 byte) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
 */
export interface FileCipher {
  /** @param name what the file is bound to; it opens under the same name only */
  encrypt(bytes: Uint8Array, name: string): Promise<Uint8Array>
  /** @throws AppError entry_unreadable where the file was edited, cut or renamed */
  decrypt(file: Uint8Array, name: string): Promise<Uint8Array>
}

/** @param key 32 bytes */
export const createFileCipher = (key: Uint8Array): FileCipher => {
  const imported = crypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-GCM', false, ['encrypt', 'decrypt'])
  const toParameters = (iv: Uint8Array, name: string) => ({
    name: 'AES-GCM',
    iv: Uint8Array.from(iv),
    additionalData: new TextEncoder().encode(`chaperone file ${VERSION} ${name}`),
  })
  return {
    async encrypt(bytes, name) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
      const sealed = await crypto.subtle.encrypt(toParameters(nonce, name), await imported, Uint8Array.from(bytes))
      const file = new Uint8Array(HEADER_BYTES + sealed.byteLength)
      file[0] = VERSION
      file.set(nonce, 1)
      file.set(new Uint8Array(sealed), HEADER_BYTES)
      return file
    },
    async decrypt(file, name) {
      if (file[0] !== VERSION)
        throw new AppError('entry_unreadable', 'a file is not in a format that this version knows')
      const nonce = file.subarray(1, HEADER_BYTES)
      try {
        const body = Uint8Array.from(file.subarray(HEADER_BYTES))
        return new Uint8Array(await crypto.subtle.decrypt(toParameters(nonce, name), await imported, body))
      } catch (cause) {
        throw new AppError('entry_unreadable', 'a file does not belong here or was edited', {}, { cause })
      }
    },
  }
}
