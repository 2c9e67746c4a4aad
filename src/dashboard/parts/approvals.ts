import { read } from './api.ts'
import { text } from './text.ts'
import type { Approval, LogEvent } from './wire.ts'

export const isPendingChange = ({ action }: LogEvent): boolean => action.startsWith('approval.')

/** Approvals that wait. */
export const readPending = async (): Promise<readonly Approval[]> => {
  const { approvals } = await read<{ approvals: Approval[] }>('/v1/approvals?status=pending&limit=200')
  return approvals
}

/** Names under which a request says where it goes, the likeliest first. */
const SITE_FIELDS = ['url', 'login_url', 'signup_url', 'origin', 'site', 'service']

/** The site that a frozen request is about; null where it names none. */
export const toSite = ({ payload }: Approval): string | null => {
  for (const field of SITE_FIELDS) {
    const value = payload[field]
    if (typeof value !== 'string' || value === '') continue
    return URL.canParse(value) ? new URL(value).host : value
  }
  return null
}

/** A value of a payload or a result as one line. */
export const toLine = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? text.session.yes : text.session.no
  if (Array.isArray(value) && value.every(member => typeof member === 'string')) return value.join(', ')
  return JSON.stringify(value)
}
