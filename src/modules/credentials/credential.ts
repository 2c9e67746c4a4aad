import { Secret } from '../../lib/secret.ts'

/** What signs somebody in at a service. */
export interface Credential {
  readonly email: string
  readonly username?: string | undefined
  readonly password: Secret
  /** Base32 or an otpauth URI. */
  readonly totp?: Secret | undefined
}

/** Name of a service's entry in the vault. */
export const toEntryKey = (service: string): string => `login:${service}`

/** As it is sealed in the vault. */
export const toStored = ({ email, username, password, totp }: Credential): Secret =>
  new Secret(
    JSON.stringify({
      email,
      ...(username !== undefined && { username }),
      password: password.reveal(),
      ...(totp && { totp_secret: totp.reveal() }),
    }),
  )

/** Reads what was sealed; a value that somebody put there by hand is a password alone, for `email`. */
export const fromStored = (stored: Secret, email: string | null): Credential => {
  const given = readObject(stored.reveal())
  const text = (name: string): string | undefined => (typeof given?.[name] === 'string' ? given[name] : undefined)
  const password = text('password')
  const totp = text('totp_secret')
  if (password === undefined) return { email: email ?? '', password: stored }
  return {
    email: text('email') ?? email ?? '',
    username: text('username'),
    password: new Secret(password),
    ...(totp !== undefined && { totp: new Secret(totp) }),
  }
}

const readObject = (text: string): Record<string, unknown> | undefined => {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a password that begins with a brace
  }
}
