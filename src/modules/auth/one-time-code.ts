import { generateSecret, generateURI, verifySync } from 'otplib'
import { joinSealed, type Sealer, splitSealed } from '../../crypto/envelope.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import type { Secret } from '../../lib/secret.ts'
import type { HumanRow } from './store.ts'

/** One step either way, for clocks that differ (RFC 6238 section 5.2). */
const TOLERANCE_SECONDS = 30

/** Time-based one-time codes (RFC 6238) as the second factor of dashboard accounts. */
export interface OneTimeCodes {
  /** A new secret for an authenticator app; nothing is stored yet. */
  propose(human: HumanRow): { secret: string; otpauth_url: string }
  /** The sealed secret to store, once a code shows that an app has it. @throws AppError validation */
  accept(human: HumanRow, secret: Secret, code: string): Buffer
  /** Whether a code is the account's; each is taken once (RFC 6238 section 5.2). */
  matches(human: HumanRow, code: string): boolean
}

/** What a second factor is sealed for; key rotation derives the same from the row. */
export const toTotpScope = (human: Pick<HumanRow, 'id' | 'workspace_id'>) => ({
  workspaceId: human.workspace_id,
  userId: null,
  name: `totp ${human.id}`,
})

export const createOneTimeCodes = ({ clock, sealer }: { clock: Clock; sealer: Sealer }): OneTimeCodes => {
  const lastSteps = new Map<string, number>()

  /** The time step that a code belongs to, or null. */
  const findStep = (secret: Secret, code: string): number | null => {
    if (!/^\d{6}$/.test(code)) return null
    const epoch = Math.floor(clock.now() / 1000)
    const found = verifySync({ secret: secret.reveal(), token: code, epoch, epochTolerance: TOLERANCE_SECONDS })
    return found.valid && 'timeStep' in found ? found.timeStep : null
  }

  return {
    propose(human) {
      const secret = generateSecret()
      return { secret, otpauth_url: generateURI({ issuer: 'Chaperone', label: human.email, secret }) }
    },
    accept(human, secret, code) {
      if (findStep(secret, code) === null)
        throw new AppError('validation', 'the code is not the secret’s', {
          fields: [{ path: 'body.totp', message: 'is not the current code of the secret' }],
        })
      return Buffer.from(joinSealed(sealer.sealText(secret, toTotpScope(human))))
    },
    matches(human, code) {
      if (!human.totp_secret) return false
      const step = findStep(sealer.openText(splitSealed(human.totp_secret), toTotpScope(human)), code)
      if (step === null || step <= (lastSteps.get(human.id) ?? 0)) return false
      lastSteps.set(human.id, step)
      return true
    },
  }
}
