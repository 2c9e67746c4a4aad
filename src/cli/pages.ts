interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next_cursor: string | null
}

const PAGE_SIZE = 200

/** All rows of a list that is given page by page. */
export const readAllPages = <Row extends object>(
  read: (page: { limit: number; cursor?: string }) => Page<Row>,
): Row[] => {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const page: Page<Row> = read({ limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) })
    rows.push(...page.rows)
    cursor = page.next_cursor
  } while (cursor !== null)
  return rows
}
