import { generateSync } from 'otplib'
import { AppError } from '../../lib/errors.ts'
import { Secret } from '../../lib/secret.ts'

type Algorithm = 'sha1' | 'sha256' | 'sha512'

/** What codes are made of (RFC 6238): the defaults of the Key URI Format where a secret stands alone. */
interface CodeRecipe {
  readonly secret: string
  readonly algorithm: Algorithm
  readonly digits: 6 | 7 | 8
  readonly period: number
}

const ALGORITHMS: Readonly<Record<string, Algorithm>> = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' }

/** Reads base32 (RFC 4648, spaces and case left open) or an otpauth://totp URI; null for what is neither. */
const readRecipe = (text: string): CodeRecipe | null => {
  const url = text.startsWith('otpauth:') ? URL.parse(text) : null
  if (text.startsWith('otpauth:') && (url?.hostname || url?.pathname.replace(/^\/\//, '').split('/')[0]) !== 'totp')
    return null
  const secret = (url ? (url.searchParams.get('secret') ?? '') : text).replace(/[\s-]/g, '').replace(/=+$/, '')
  if (!/^[A-Z2-7]{10,}$/i.test(secret)) return null
  const algorithm = ALGORITHMS[(url?.searchParams.get('algorithm') ?? 'SHA1').toUpperCase()]
  const digits = Number(url?.searchParams.get('digits') ?? 6)
  const period = Number(url?.searchParams.get('period') ?? 30)
  if (!algorithm || !(digits === 6 || digits === 7 || digits === 8) || !(period >= 1 && period <= 300)) return null
  return { secret: secret.toUpperCase(), algorithm, digits, period }
}

/** @throws AppError validation for what no codes can be made of */
export const assertCodeSecret = (secret: Secret): void => {
  const recipe = readRecipe(secret.reveal())
  try {
    if (recipe && createCode(secret, 0)) return
  } catch {
    // what the library refuses is refused below, without a word of the secret
  }
  throw new AppError('validation', 'body.totp_secret is no TOTP secret', {
    fields: [{ path: 'body.totp_secret', message: 'must be base32 or an otpauth://totp URI' }],
  })
}

/** The code of a moment (ms since the epoch), or undefined where the stored secret makes none. */
export const createCode = (secret: Secret, now: number): Secret | undefined => {
  const recipe = readRecipe(secret.reveal())
  if (!recipe) return undefined
  return new Secret(generateSync({ ...recipe, epoch: Math.floor(now / 1000) }))
}
