/** Values of the service’s metrics, by name; those with labels are left out. */
export const parseMetrics = (exposition: string): ReadonlyMap<string, number> => {
  // Prometheus text format: `name value`, comments begin with #.
  const lines = exposition.split('\n').filter(line => line && !line.startsWith('#') && !line.includes('{'))
  return new Map(
    lines.map(line => {
      const [name = '', value = ''] = line.split(' ')
      return [name, Number(value)] as const
    }),
  )
}
