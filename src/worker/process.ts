import type { Answer, KeptReading, Reading, Request } from './protocol.ts'
import { createTasks } from './tasks.ts'

/** The worker process: answers one call after the other, until the service that started it is gone. */
export const serveTasks = (): void => {
  let now = Date.now()
  const tasks = createTasks(() => new Date(now))
  const kept = new Map<number, Reading>()

  const answer = async (request: Request): Promise<Answer> => {
    now = request.now
    for (const number of request.drop) kept.delete(number)
    for (const [number, reading] of request.keep) kept.set(number, reading)
    try {
      const task = (await tasks)[request.task] as (...args: unknown[]) => unknown
      return {
        result: task(...request.args.map(argument => (isKept(argument) ? kept.get(argument.reading) : argument))),
      }
    } catch (error) {
      return { failed: placeOf(error) }
    }
  }

  process.on('message', async (request: Request) => void process.send?.(await answer(request)))
  process.on('disconnect', () => process.exit(0))
}

const isKept = (argument: unknown): argument is KeptReading =>
  typeof argument === 'object' && argument !== null && 'reading' in argument

/** An error's name and its frames, without its message. */
const placeOf = (error: unknown): string =>
  error instanceof Error
    ? [error.name, ...(error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))].join('\n')
    : typeof error
