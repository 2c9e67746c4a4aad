import { timingSafeEqual } from 'node:crypto'

/** SHA-256 (FIPS 180-4) as lower-case hex: how API keys are stored and looked up. Only for values of full entropy, never for passwords. */
export const sha256Hex = (value: string | Uint8Array): string => Bun.CryptoHasher.hash('sha256', value, 'hex')

/** Whether two strings are equal, in a time that does not tell where they differ; their lengths are not secret. */
export const equalsInConstantTime = (left: string, right: string): boolean => {
  const a = Buffer.from(left, 'utf8')
  const b = Buffer.from(right, 'utf8')
  return a.length === b.length && timingSafeEqual(a, b)
}
