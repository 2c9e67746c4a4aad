import { parse } from 'tldts'
import { canonicalHost, isIpLiteral } from './host.ts'

/**
 * How much of the name space a pattern covers. any: everything · exact: the host alone · tree: the host and its
 * subdomains · subdomains: its subdomains alone.
 */
type Scope = 'any' | 'exact' | 'tree' | 'subdomains'

/** One allowed_domains entry, understood. `host` is canonical, empty for `any`; `port` null means any port. */
interface Pattern {
  readonly scope: Scope
  readonly host: string
  readonly port: number | null
}

/** A valid set of allowed_domains. */
export interface Allowlist {
  /** The entries in canonical spelling, each once, in the order given. */
  readonly entries: readonly string[]
  readonly patterns: readonly Pattern[]
}

/** An entry that cannot be used, and why; `index` is its place in the list, null where the list as a whole is wrong. */
export interface AllowlistProblem {
  readonly index: number | null
  readonly entry: string
  readonly problem: string
}

/** Everything is allowed. */
export const UNRESTRICTED: Allowlist = { entries: ['*'], patterns: [{ scope: 'any', host: '', port: null }] }

const MAX_ENTRIES = 100

/** Reads allowed_domains as the API defines them; all unusable entries are reported at once. */
export const parseAllowlist = (
  entries: readonly string[],
): { readonly ok: true; readonly allowlist: Allowlist } | { ok: false; problems: readonly AllowlistProblem[] } => {
  if (entries.length === 0 || entries.length > MAX_ENTRIES) {
    return { ok: false, problems: [{ index: null, entry: '', problem: `must have 1 to ${MAX_ENTRIES} entries` }] }
  }
  if (entries.length === 1 && entries[0] === '*') return { ok: true, allowlist: UNRESTRICTED }
  const parsed = entries.map(parseEntry)
  const problems = parsed.flatMap((pattern, index) =>
    typeof pattern === 'string' ? [{ index, entry: entries[index] ?? '', problem: pattern }] : [],
  )
  if (problems.length > 0) return { ok: false, problems }
  const patterns = new Map(parsed.flatMap(entry => (typeof entry === 'string' ? [] : [[toEntry(entry), entry]])))
  return { ok: true, allowlist: { entries: [...patterns.keys()], patterns: [...patterns.values()] } }
}

/** The pattern, or what is wrong with the entry. */
const parseEntry = (entry: string): Pattern | string => {
  if (entry === '*') return '* allows everything and stands alone'
  const [, star, name = '', digits] = entry.match(/^(\*\.)?(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/) ?? []
  const host = canonicalHost(name)
  if (host === null || name.includes('*')) {
    return 'must be a host such as example.com, *.example.com or example.com:8443, without scheme or path'
  }
  const port = digits === undefined ? null : Number(digits)
  if (port !== null && (port < 1 || port > 65535)) return 'the port must be between 1 and 65535'
  if (isIpLiteral(host)) {
    return star ? 'an IP address has no subdomains' : { scope: 'exact', host, port }
  }
  if (isPublicSuffix(host)) return 'is a public suffix, under which anybody may have a name: name a domain below it'
  if (star) return { scope: 'subdomains', host, port }
  return { scope: host.includes('.') ? 'tree' : 'exact', host, port }
}

/** Listed by name at https://publicsuffix.org, in the ICANN or the private part; the list's default rule `*` is no naming. */
const isPublicSuffix = (host: string): boolean => {
  const { publicSuffix, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true })
  return publicSuffix === host && (isIcann === true || isPrivate === true)
}

const toEntry = ({ scope, host, port }: Pattern): string =>
  `${scope === 'subdomains' ? '*.' : ''}${host}${port === null ? '' : `:${port}`}`

const isBelow = (host: string, parent: string): boolean => host.endsWith(`.${parent}`)

/** Whether the set allows this host, in any spelling, at this port. */
export const isAllowed = (allowlist: Allowlist, host: string, port: number): boolean => {
  const canonical = canonicalHost(host)
  if (canonical === null) return false
  return allowlist.patterns.some(pattern => covers(pattern, { scope: 'exact', host: canonical, port }))
}

/** Whether everything that `inner` matches, `outer` matches too. */
const covers = (outer: Pattern, inner: Pattern): boolean => {
  if (outer.scope === 'any') return true
  if (inner.scope === 'any' || (outer.port !== null && outer.port !== inner.port)) return false
  if (isBelow(inner.host, outer.host)) return outer.scope !== 'exact'
  if (inner.host !== outer.host) return false
  return outer.scope === 'tree' || outer.scope === inner.scope
}

/**
 * The entries of `inner` that reach beyond `outer`; none means that the one set lies within the other. Used where a kit
 * caps a session and where a saved login is reopened.
 */
export const entriesBeyond = (inner: Allowlist, outer: Allowlist): readonly string[] =>
  inner.patterns.filter(pattern => !outer.patterns.some(wider => covers(wider, pattern))).map(entryOf)

/** What both sets allow, as far as entries of one lie within the other; null where none does. */
export const intersection = (one: Allowlist, other: Allowlist): Allowlist | null => {
  const within = (inner: Allowlist, outer: Allowlist) =>
    inner.patterns.filter(pattern => outer.patterns.some(wider => covers(wider, pattern)))
  const patterns = new Map(
    [...within(one, other), ...within(other, one)].map(pattern => [entryOf(pattern), pattern] as const),
  )
  return patterns.size === 0 ? null : { entries: [...patterns.keys()], patterns: [...patterns.values()] }
}

const entryOf = (pattern: Pattern): string => (pattern.scope === 'any' ? '*' : toEntry(pattern))
