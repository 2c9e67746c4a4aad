import { signal } from '@preact/signals'
import { REASONS } from '../../lib/reasons.ts'
import { toHref } from './mount.ts'
import { text } from './text.ts'
import type { Human, Page } from './wire.ts'

/** Who is signed in; null: nobody; undefined: not known yet. */
export const me = signal<Human | null | undefined>(undefined)

/** A request that was refused or did not arrive. `status` 0: no answer at all. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  readonly reason: string
  readonly hint: string | undefined
  readonly requestId: string | undefined
  readonly fields: readonly { readonly path: string; readonly message: string }[]

  constructor(status: number, error: ErrorBody | undefined) {
    super(error?.message ?? (status === 0 ? text.failure.offline : text.failure.status(status)))
    this.status = status
    this.reason = error?.details?.reason ?? 'unknown'
    this.hint = error?.hint ?? hintOf(this.reason)
    this.requestId = error?.request_id
    this.fields = error?.details?.fields ?? []
  }
}

interface ErrorBody {
  readonly message: string
  readonly hint?: string
  readonly details?: {
    readonly reason?: string
    readonly fields?: readonly { readonly path: string; readonly message: string }[]
  }
  readonly request_id?: string
}

/** What the catalogue of failures advises, if it knows the reason. */
export const hintOf = (reason: string): string | undefined => {
  const entry = Object.entries(REASONS).find(([name]) => name === reason)?.[1]
  return entry && 'hint' in entry ? entry.hint : undefined
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Sends a request with the dashboard's cookie and gives its JSON. @throws ApiFailure */
export const send = async <T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> => {
  const response = await fetch(toHref(path), {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch(error => {
    throw signal?.aborted ? error : new ApiFailure(0, undefined)
  })
  if (response.ok) return await response.json()
  const failure = new ApiFailure(response.status, await readError(response))
  if (failure.reason === 'unauthorized') me.value = null
  throw failure
}

const readError = async (response: Response): Promise<ErrorBody | undefined> => {
  if (!response.headers.get('content-type')?.includes('json')) return undefined
  const body: { error?: ErrorBody } = await response.json()
  return body.error
}

export const read = <T>(path: string, signal?: AbortSignal): Promise<T> => send<T>('GET', path, undefined, signal)

/** Query text of what is set. */
export const toQuery = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return set.length === 0 ? '' : `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`
}

/** Every page of a list, at most `pages` of them. `cursorName` is the query field that takes next_cursor. */
export const readAll = async <T extends Page, Row>(
  path: string,
  rowsOf: (page: T) => readonly Row[],
  options: { query?: Record<string, string | number | undefined>; pages?: number; cursorName?: string } = {},
): Promise<Row[]> => {
  const { query = {}, pages = 10, cursorName = 'cursor' } = options
  const rows: Row[] = []
  let cursor: string | undefined
  for (let count = 0; count < pages; count += 1) {
    const found = await read<T>(path + toQuery({ limit: 200, ...query, ...(cursor ? { [cursorName]: cursor } : {}) }))
    rows.push(...rowsOf(found))
    if (found.next_cursor === null) break
    cursor = found.next_cursor
  }
  return rows
}

/** Base of a user's browser routes. */
export const browserPath = (userId: string): string => `/v1/users/${encodeURIComponent(userId)}/browser`
export const sessionPath = (userId: string, sessionId: string): string =>
  `${browserPath(userId)}/sessions/${encodeURIComponent(sessionId)}`
