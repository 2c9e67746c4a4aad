/** One page of a list, newest first; `next_cursor` is the id to go on after, null at the end. */
export interface Page<T> {
  readonly rows: T[]
  readonly next_cursor: string | null
}

/** Cuts what was read with `limit + 1` down to a page. Ids are UUIDv7, so their order is that of creation. */
export const toPage = <T extends { readonly id: string }>(found: readonly T[], limit: number): Page<T> => {
  const rows = found.slice(0, limit)
  return { rows, next_cursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}
