import { AppError } from '../../lib/errors.ts'
import type { SessionRow } from './store.ts'

/** Whether what the page says must be kept from the agent: a saved login, opened without `allow_extract`. */
export const isReadRestricted = (session: SessionRow): boolean => session.context_id !== null && !session.allow_extract

/** @throws AppError read_restricted where the page's text must not be read */
export const assertReadable = (session: SessionRow): void => {
  if (isReadRestricted(session)) throw new AppError('read_restricted', 'this saved login may be used, not read')
}
