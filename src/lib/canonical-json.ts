/**
 * JSON with the members of every object in order of their names and no white space (as RFC 8785 orders them, by UTF-16
 * code unit), so that equal values give equal text. Members that are undefined are left out, as JSON.stringify does.
 */
export const toCanonicalJson = (value: unknown): string => JSON.stringify(sortMembers(value)) ?? 'null'

const sortMembers = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortMembers)
  if (value === null || typeof value !== 'object') return value
  if ('toJSON' in value && typeof value.toJSON === 'function') return sortMembers(value.toJSON())
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  return Object.fromEntries(members.map(([name, member]) => [name, sortMembers(member)]))
}
