/** Rows as aligned columns under their names; what is absent shows as `-`. */
export const toTable = <Row extends object>(rows: readonly Row[], columns: readonly (keyof Row & string)[]): string => {
  const lines = [
    columns.map(column => column.toUpperCase()),
    ...rows.map(row => columns.map(column => toCell(row[column]))),
  ]
  const widths = columns.map((_, index) => Math.max(...lines.map(line => line[index]?.length ?? 0)))
  return lines
    .map(line =>
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const toCell = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '-'
  return Array.isArray(value) ? value.join(',') || '-' : String(value)
}
