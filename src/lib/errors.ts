import { REASONS, type Reason } from './reasons.ts'

/**
 * The one error of the house. `message` and `detail` are sent to the caller, so they hold nothing internal and nothing
 * secret; `cause` is logged and never sent. `http/envelope` is the only place that turns it into an answer.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly reason: Reason
  readonly detail: Readonly<Record<string, unknown>>

  constructor(
    reason: Reason,
    message: string,
    detail: Record<string, unknown> = {},
    options: { cause?: unknown } = {},
  ) {
    super(message, options)
    this.reason = reason
    this.detail = detail
  }

  /** HTTP status of the reason, from the catalogue. */
  get status(): number {
    return REASONS[this.reason].status
  }
}

/** Whether a failure is an AppError, of the given reason where one is named. */
export const isAppError = (error: unknown, reason?: Reason): error is AppError =>
  error instanceof AppError && (reason === undefined || error.reason === reason)

/** What is asked of a service that was told to stop. */
export const stoppingError = (): AppError =>
  new AppError('no_capacity', 'the service is stopping', { queue_depth: 0, retry_after: 10 })

/** The one answer for what is absent and for what belongs to somebody else: the two must not be told apart. */
export const notFound = (what: string): AppError => new AppError('not_found', `${what} not found`)
