import { AppError } from '../lib/errors.ts'
import { createKeptReadings } from './kept-readings.ts'
import type { Answer, Request, TaskName } from './protocol.ts'

/** One call, before it is written down for the pipe. */
export interface Call {
  readonly task: TaskName
  readonly args: readonly unknown[]
  /** The service's time, in ms since 1970. */
  readonly now: number
}

/** One worker process. It does one call at a time. */
export interface Child {
  /** Whether it has one of these readings already. */
  knows(args: readonly unknown[]): boolean
  /** Gives what the task gives. @throws Error where the task threw; AppError page_failed where the process ended before it answered */
  run(call: Call): Promise<unknown>
  /** Ends it, whatever it is doing. A thread could not be ended while it matches a regular expression (docs/decisions/0130). */
  kill(): void
  readonly exited: Promise<unknown>
}

/** Starts a worker process. It takes calls at once, and answers the first when it has loaded what it needs. */
export const startChild = ([program = '', ...args]: readonly string[]): Child => {
  const kept = createKeptReadings()
  let answered: PromiseWithResolvers<Answer> | undefined
  const child = Bun.spawn([program, ...args], {
    // Nothing of our environment but what dates depend on: there are keys in it.
    env: { TZ: Intl.DateTimeFormat().resolvedOptions().timeZone },
    stdio: ['ignore', 'ignore', 'ignore'],
    serialization: 'json',
    ipc: (answer: Answer) => answered?.resolve(answer),
    onExit: () => answered?.reject(new AppError('page_failed', 'the process that reads pages has ended')),
  })
  child.unref()
  return {
    knows: given => given.some(kept.has),
    async run({ task, args: given, now }) {
      answered = Promise.withResolvers<Answer>()
      child.send({ task, now, ...kept.replace(given) } satisfies Request)
      const answer = await answered.promise
      if ('failed' in answer) throw new Error(`the worker failed at ${task}: ${answer.failed}`)
      return answer.result
    },
    kill: () => child.kill('SIGKILL'),
    exited: child.exited,
  }
}
