import { Semaphore } from 'async-mutex'
import { tooMany } from './login-throttle.ts'

/** Hashes at a time: each takes 64 MiB and all of a core. */
const AT_ONCE = 2
/** Callers that may wait for one, and how many of them may be one client's, the one that is served among them. */
const MOST_WAITING = 32
const MOST_OF_CLIENT = 2

/** Where those wait whose password is to be checked, so that a flood of them costs neither memory nor cores. */
export interface PasswordLine {
  /** Waits for a turn until it is disposed of; whoever comes to a full line is turned away. @throws AppError too_many_logins */
  enter(client: string): Promise<Disposable>
}

export const createPasswordLine = (): PasswordLine => {
  const semaphore = new Semaphore(AT_ONCE)
  const inLine = new Map<string, number>()
  let length = 0

  const count = (client: string, change: 1 | -1) => {
    length += change
    const left = (inLine.get(client) ?? 0) + change
    if (left > 0) inLine.set(client, left)
    else inLine.delete(client)
  }
  return {
    async enter(client) {
      if (length >= AT_ONCE + MOST_WAITING || (inLine.get(client) ?? 0) >= MOST_OF_CLIENT) throw tooMany(1)
      count(client, 1)
      const [, release] = await semaphore.acquire()
      return {
        [Symbol.dispose]: () => {
          release()
          count(client, -1)
        },
      }
    },
  }
}
