import { Mutex } from 'async-mutex'
import { Secret } from '../../lib/secret.ts'

/** Work factors of Argon2id (RFC 9106). */
export interface PasswordCost {
  /** KiB. */
  readonly memoryCost: number
  readonly timeCost: number
}

/** Bun's defaults: 64 MiB, two passes; above what OWASP asks for at least (19 MiB, two passes). */
const DEFAULT_COST: PasswordCost = { memoryCost: 65_536, timeCost: 2 }

/** Hashes and checks passwords, off the main thread; one at a time, so that many who try take no more memory than one. */
export interface Passwords {
  /** PHC string of Argon2id. */
  hash(password: Secret): Promise<string>
  /** The same work where `hash` is null, so that an unknown account cannot be told by the time it takes. */
  matches(password: Secret, hash: string | null): Promise<boolean>
}

export const createPasswords = (cost: PasswordCost = DEFAULT_COST): Passwords => {
  const turn = new Mutex()
  const hash = (password: Secret) =>
    turn.runExclusive(() => Bun.password.hash(password.reveal(), { algorithm: 'argon2id', ...cost }))
  let standIn: Promise<string> | null = null
  return {
    hash,
    async matches(password, known) {
      standIn ??= hash(new Secret(crypto.randomUUID()))
      const against = await standIn
      const isRight = await turn.runExclusive(() => Bun.password.verify(password.reveal(), known ?? against))
      return isRight && known !== null
    },
  }
}
