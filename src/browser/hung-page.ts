import { AppError } from '../lib/errors.ts'
import type { PageGuard } from './context-policy.ts'

/** A renderer that does not say what 0 is within this many ms, when it had all the time of an action before, runs in circles. */
const ANSWER_MS = 2_000
/** The browser tells of a renderer that it has ended at once. */
const END_MS = 2_000

const within = async (work: Promise<unknown>, ms: number): Promise<boolean> => {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), ms)
  const inTime = await Promise.race([
    work.then(
      () => true,
      () => true, // a page that went away answers too
    ),
    late.promise,
  ])
  clearTimeout(timer)
  return inTime
}

/**
 * What a time-out was. Of a page whose script never ends the renderer is ended, so that the tab can go elsewhere; of any other
 * the failure stays as it is.
 */
export const explainTimeout = async ({ session, onLost }: PageGuard, failure: AppError): Promise<AppError> => {
  if (failure.reason !== 'timeout') return failure
  if (await within(session.send('Runtime.evaluate', { expression: '0' }), ANSWER_MS)) return failure
  const lost = Promise.withResolvers<void>()
  using _watch = onLost(lost.resolve)
  session.send('Page.crash').catch(() => undefined) // answered by nobody: the renderer is gone
  await within(lost.promise, END_MS)
  const message = 'a script of the page never ended, so the page was ended: navigate elsewhere, or close the session'
  return new AppError('timeout', message, { ...failure.detail, hung: true }, { cause: failure })
}
