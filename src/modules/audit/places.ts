import type { Principal } from '../../contract/session.ts'
import { AppError } from '../../lib/errors.ts'

/** Streams at a time of one API key, and of one person in all their browsers. */
const MOST_STREAMS = { agent: 10, human: 20 } as const

/** After which time it is worth asking again, in seconds: a stream whose caller is gone is noticed at its next heartbeat. */
const RETRY_SECONDS = 15

/** The places that every key and every person has for streams. */
export interface Places {
  /** Takes one until it is disposed of. @throws AppError too_many_streams */
  take(principal: Principal): Disposable
}

export const createPlaces = (): Places => {
  const taken = new Map<string, number>()
  return {
    take(principal) {
      const owner = principal.type === 'agent' ? principal.keyId : principal.id
      const max_streams = MOST_STREAMS[principal.type]
      const count = taken.get(owner) ?? 0
      if (count >= max_streams) {
        const detail = { max_streams, retry_after: RETRY_SECONDS }
        throw new AppError('too_many_streams', `${max_streams} streams are open already`, detail)
      }
      taken.set(owner, count + 1)
      return {
        [Symbol.dispose]: () => {
          const left = (taken.get(owner) ?? 1) - 1
          if (left > 0) taken.set(owner, left)
          else taken.delete(owner)
        },
      }
    },
  }
}
