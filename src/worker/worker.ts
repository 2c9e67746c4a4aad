import type { Clock } from '../lib/clock.ts'
import { Deadline } from '../lib/deadline.ts'
import { type Child, startChild } from './child.ts'
import { workerCommand } from './command.ts'
import { createCrew } from './crew.ts'
import { TASK_NAMES, type TaskName } from './protocol.ts'
import type { Tasks } from './tasks.ts'

/** The tasks as the service calls them. */
export type Calls = {
  readonly [Name in TaskName]: (...args: Parameters<Tasks[Name]>) => Promise<ReturnType<Tasks[Name]>>
}

/** What reads the words of pages and callers, in processes beside the service. */
export interface Worker extends AsyncDisposable {
  /**
   * The tasks within a deadline: a process that has not answered by then, or within 10 s, is ended with its call.
   * Each throws AppError timeout, or the reason of the deadline's end.
   */
  within(deadline: Deadline): Calls
  /** Starts the first process, so that the first call need not wait for it. */
  warm(): void
}

interface WorkerDeps {
  readonly clock: Clock
  /** Starts one worker process. */
  readonly start?: () => Child
  /** The longest that one call may take, in ms; none that is honest takes a tenth of it. */
  readonly longestMs?: number
}

const LONGEST_MS = 10_000

/** Starts no process before it is needed, or asked for. Disposing ends all of them. */
export const createWorker = ({
  clock,
  start = () => startChild(workerCommand()),
  longestMs = LONGEST_MS,
}: WorkerDeps): Worker => {
  const crew = createCrew(start)
  const run = async (task: TaskName, args: readonly unknown[], deadline: Deadline): Promise<unknown> => {
    using limit = new Deadline(Math.min(longestMs, deadline.left), deadline.signal)
    using member = await crew.take(args, limit.signal)
    limit.signal.throwIfAborted()
    limit.signal.addEventListener('abort', member.end, { once: true })
    try {
      return await limit.race(member.child.run({ task, args, now: clock.now() }))
    } finally {
      limit.signal.removeEventListener('abort', member.end)
    }
  }
  return {
    within: deadline =>
      Object.fromEntries(
        TASK_NAMES.map(task => [task, (...args: readonly unknown[]) => run(task, args, deadline)]),
      ) as unknown as Calls,
    warm: crew.warm,
    [Symbol.asyncDispose]: crew.dismiss,
  }
}
