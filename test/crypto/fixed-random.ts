import type { RandomBytes } from '../../src/crypto/envelope.ts'
import { Secret } from '../../src/lib/secret.ts'

/** A stream of bytes that anybody can repeat: SHA-256 of "seed:n" for n = 0, 1, … */
export const countingRandom = (seed: string): RandomBytes => {
  let block = 0
  return length => {
    const bytes: number[] = []
    while (bytes.length < length) {
      bytes.push(...new Bun.CryptoHasher('sha256').update(`${seed}:${block}`).digest())
      block += 1
    }
    return Uint8Array.from(bytes.slice(0, length))
  }
}

/** A master key of 32 equal bytes. */
export const masterKeyOf = (byte: number): Secret => new Secret(Buffer.alloc(32, byte).toString('base64'))
