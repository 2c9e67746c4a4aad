import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import type { LogLevel } from './lib/log.ts'
import { Secret } from './lib/secret.ts'

/** Everything that an operator can set. Frozen; read once, at start. */
export interface Config {
  readonly host: string
  /** 0 lets the system pick a free one. */
  readonly port: number
  /** Base of signed and live-view URLs, without a trailing slash; null: from host and the port that was bound. */
  readonly publicUrl: string | null
  readonly dataDir: string
  /** 32 bytes, base64; null: the key file decides. */
  readonly masterKey: Secret | null
  readonly masterKeyFile: string
  readonly chromium: string | null
  readonly chromiumArgs: readonly string[]
  /** The system's PATH: where a Chromium is looked for, and what it gets of our environment. */
  readonly path: string
  /** null: as many as the memory carries. */
  readonly maxSessions: number | null
  readonly warm: number
  /** CIDRs that the address denylist lets through. */
  readonly allowPrivate: readonly string[]
  /** `host:port` of a DNS server; null: the system's. */
  readonly resolver: string | null
  readonly sandbox: 'required' | 'off'
  /** CIDRs of reverse proxies whose X-Forwarded-For, -Host and -Proto are believed. */
  readonly trustedProxies: readonly string[]
  readonly upstreamProxy: Secret | null
  readonly model: { readonly url: string; readonly name: string; readonly apiKey: Secret | null } | null
  /** Requests a minute a key; 0: off. */
  readonly rateLimit: number
  readonly prices: Prices
  /** Action credits a session may use. */
  readonly sessionCeiling: number
  readonly log: LogLevel
  readonly ownerEmail: string
  readonly ownerPassword: Secret | null
}

/** Credits an action costs. */
export interface Prices {
  readonly navigate: number
  readonly act: number
  readonly extract: number
  readonly observe: number
  readonly links: number
  readonly screenshot: number
  readonly login: number
  readonly signup: number
}

const DEFAULT_PRICES: Prices = {
  navigate: 1,
  act: 1,
  extract: 1,
  observe: 1,
  links: 1,
  screenshot: 1,
  login: 3,
  signup: 4,
}

/** All problems of a configuration at once, a line each, ready to print. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(
      `the configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map(p => `  ${p}`).join('\n')}`,
    )
    this.problems = problems
  }
}

/** Thrown by a reader below; the message follows the variable's name. */
class BadValue extends Error {}

type Reader<T> = (text: string) => T

const integer =
  (min: number, max: number): Reader<number> =>
  text => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < min || value > max)
      throw new BadValue(`must be a whole number from ${min} to ${max}`)
    return value
  }

const oneOf =
  <T extends string>(...values: T[]): Reader<T> =>
  text => {
    const found = values.find(value => value === text)
    if (!found) throw new BadValue(`must be one of ${values.join(', ')}`)
    return found
  }

const urlOf =
  (...schemes: string[]): Reader<string> =>
  text => {
    const url = URL.canParse(text) ? new URL(text) : null
    if (!url || !schemes.includes(url.protocol.slice(0, -1)))
      throw new BadValue(`must be a URL with ${schemes.join(', ')}`)
    return text.replace(/\/+$/, '')
  }

/** Segments of a path that means the same in a header, an attribute and a pattern. */
const PLAIN_PATH = /^(\/[\w.~-]+)*$/

/** Where people and agents reach the service: origin, and the path that it is mounted at, without a slash at its end. */
const publicUrlOf: Reader<string> = text => {
  const url = new URL(urlOf('http', 'https')(text))
  const path = url.pathname.replace(/\/+$/, '')
  if (url.search || url.hash || url.username || url.password || !PLAIN_PATH.test(path))
    throw new BadValue('must be scheme, host and at most a path of letters, digits and . _ ~ -')
  return url.origin + path
}

const cidrs: Reader<string[]> = text => {
  const list = text
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean)
  const bad = list.filter(entry => !ipaddr.isValidCIDR(entry))
  if (bad.length) throw new BadValue(`must be a comma list of CIDRs; not one: ${bad.join(', ')}`)
  return list
}

const key: Reader<Secret> = text => {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text))
    throw new BadValue('must be 32 bytes in base64 (make one with: openssl rand -base64 32)')
  return new Secret(text)
}

const hostAndPort: Reader<string> = text => {
  if (!/^(\[[0-9a-f:.]+\]|[^:[\]]+):\d{1,5}$/i.test(text)) throw new BadValue('must be host:port')
  return text
}

const prices: Reader<Prices> = text => {
  const given = Object.entries(parseJson(text))
  const bad = given.filter(
    ([name, value]) => !(name in DEFAULT_PRICES) || !Number.isInteger(value) || Number(value) < 0,
  )
  if (bad.length)
    throw new BadValue(
      `must be a JSON object of whole numbers for ${Object.keys(DEFAULT_PRICES).join(', ')}; not: ${bad.map(([name]) => name).join(', ')}`,
    )
  return { ...DEFAULT_PRICES, ...Object.fromEntries(given) }
}

const parseJson = (text: string): object => {
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object') return value
  } catch (cause) {
    throw new BadValue('must be a JSON object', { cause })
  }
  throw new BadValue('must be a JSON object')
}

const text: Reader<string> = value => value
const secret: Reader<Secret> = value => new Secret(value)

const NAMES = [
  'HOST',
  'PORT',
  'PUBLIC_URL',
  'DATA_DIR',
  'MASTER_KEY',
  'MASTER_KEY_FILE',
  'CHROMIUM',
  'CHROMIUM_ARGS',
  'MAX_SESSIONS',
  'WARM',
  'ALLOW_PRIVATE',
  'RESOLVER',
  'SANDBOX',
  'TRUSTED_PROXIES',
  'UPSTREAM_PROXY',
  'UPSTREAM_PROXY_FILE',
  'LLM_URL',
  'LLM_MODEL',
  'LLM_API_KEY',
  'LLM_API_KEY_FILE',
  'RATE_LIMIT',
  'PRICES',
  'SESSION_CEILING',
  'LOG',
  'OWNER_EMAIL',
  'OWNER_PASSWORD',
  'OWNER_PASSWORD_FILE',
  'URL',
  'KEY',
  'KEY_FILE',
  'USER',
] as const
type Name = (typeof NAMES)[number]

/** Secrets that a file may hold instead. The master key has a file of its own, which is made where there is none. */
const SECRETS = {
  UPSTREAM_PROXY: 'UPSTREAM_PROXY_FILE',
  LLM_API_KEY: 'LLM_API_KEY_FILE',
  OWNER_PASSWORD: 'OWNER_PASSWORD_FILE',
  KEY: 'KEY_FILE',
} as const satisfies Partial<Record<Name, Name>>

const hasFile = (name: Name): name is keyof typeof SECRETS => name in SECRETS

const PREFIX = 'CHAPERONE_'

/** Names as the file has them: the variable's, in lower case, with or without its prefix. */
const readFile = (path: string, problems: string[]): Map<string, string> => {
  const found = new Map<string, string>()
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') problems.push(`${path}: ${(error as Error).message}`)
    return found
  }
  try {
    for (const [name, value] of Object.entries(Bun.TOML.parse(content))) {
      const variable = name.startsWith(PREFIX.toLowerCase()) ? name.toUpperCase() : PREFIX + name.toUpperCase()
      found.set(
        variable,
        Array.isArray(value) ? value.join(',') : typeof value === 'object' ? JSON.stringify(value) : String(value),
      )
    }
  } catch (error) {
    problems.push(`${path}: not valid TOML: ${(error as Error).message}`)
  }
  return found
}

/** Finds what a setting says, by itself or in the file that it names instead. An empty value counts as unset. */
const createFinder = (look: (name: Name) => string | undefined, problems: string[]) => (name: Name) => {
  const value = look(name)
  const path = hasFile(name) ? look(SECRETS[name]) : undefined
  if (path === undefined) return value
  if (value !== undefined) problems.push(`${PREFIX}${name}: set it or ${PREFIX}${name}_FILE, not both`)
  try {
    // Editors and echo end a file with a line break; it is none of the secret.
    const content = readFileSync(path, 'utf8').replace(/\r?\n$/, '')
    if (content !== '') return content
    problems.push(`${PREFIX}${name}_FILE: ${path} is empty`)
  } catch (error) {
    problems.push(`${PREFIX}${name}_FILE: ${(error as Error).message}`)
  }
  return undefined
}

/**
 * Reads the environment and `chaperone.toml` in the data directory; the environment wins. An empty value counts as unset.
 * @throws ConfigError naming every unknown name and bad value at once
 */
export const readConfig = (env: Record<string, string | undefined> = process.env): Config => {
  const problems: string[] = []
  const dataDir = resolve(env[`${PREFIX}DATA_DIR`] || './data')
  const file = readFile(join(dataDir, 'chaperone.toml'), problems)
  const known = new Set<string>(NAMES.map(name => PREFIX + name))
  for (const name of [...Object.keys(env), ...file.keys()]) {
    if (name.startsWith(PREFIX) && !known.has(name)) problems.push(`${name}: no such setting`)
  }

  const find = createFinder(name => env[PREFIX + name] || file.get(PREFIX + name) || undefined, problems)

  const get = <T, F>(name: Name, read: Reader<T>, fallback: F): T | F => {
    const value = find(name)
    if (value === undefined) return fallback
    try {
      return read(value)
    } catch (error) {
      if (!(error instanceof BadValue)) throw error
      problems.push(`${PREFIX}${name}: ${error.message}`)
      return fallback
    }
  }

  const llmUrl = get('LLM_URL', urlOf('http', 'https'), null)
  const llmModel = get('LLM_MODEL', text, null)
  const llmKey = get('LLM_API_KEY', secret, null)
  if (llmUrl && !llmModel) problems.push(`${PREFIX}LLM_MODEL: must be set with ${PREFIX}LLM_URL`)
  if (!llmUrl && (llmModel || llmKey))
    problems.push(`${PREFIX}LLM_URL: must be set with ${PREFIX}LLM_MODEL and ${PREFIX}LLM_API_KEY`)

  const config: Config = {
    host: get('HOST', text, '127.0.0.1'),
    port: get('PORT', integer(0, 65535), 4600),
    publicUrl: get('PUBLIC_URL', publicUrlOf, null),
    dataDir,
    masterKey: get('MASTER_KEY', key, null),
    masterKeyFile: resolve(get('MASTER_KEY_FILE', text, join(dataDir, 'master.key'))),
    chromium: get('CHROMIUM', text, null),
    chromiumArgs: get('CHROMIUM_ARGS', value => value.split(/\s+/).filter(Boolean), []),
    path: env['PATH'] ?? '',
    maxSessions: get('MAX_SESSIONS', integer(1, 10_000), null),
    warm: get('WARM', integer(0, 100), 2),
    allowPrivate: get('ALLOW_PRIVATE', cidrs, []),
    resolver: get('RESOLVER', hostAndPort, null),
    trustedProxies: get('TRUSTED_PROXIES', cidrs, []),
    sandbox: get('SANDBOX', oneOf('required', 'off'), 'required'),
    upstreamProxy: get('UPSTREAM_PROXY', value => new Secret(urlOf('http', 'https', 'socks5', 'socks5h')(value)), null),
    model: llmUrl && llmModel ? { url: llmUrl, name: llmModel, apiKey: llmKey } : null,
    rateLimit: get('RATE_LIMIT', integer(0, 1_000_000), 60),
    prices: get('PRICES', prices, DEFAULT_PRICES),
    sessionCeiling: get('SESSION_CEILING', integer(1, 1_000_000_000), 40),
    log: get('LOG', oneOf<LogLevel>('trace', 'debug', 'info', 'warn', 'error', 'silent'), 'info'),
    ownerEmail: get('OWNER_EMAIL', text, 'owner@localhost'),
    ownerPassword: get('OWNER_PASSWORD', secret, null),
  }
  if (problems.length) throw new ConfigError(problems)
  return Object.freeze(config)
}

/** What a command needs that talks to a running service. */
export interface ClientConfig {
  /** Without a trailing slash. */
  readonly url: string
  readonly key: Secret
  readonly user: string | null
}

/** Reads the environment alone. @throws ConfigError where the key is missing or the URL is none */
export const readClientConfig = (env: Record<string, string | undefined> = process.env): ClientConfig => {
  const problems: string[] = []
  const url = env[`${PREFIX}URL`] || 'http://127.0.0.1:4600'
  const key = createFinder(name => env[PREFIX + name] || undefined, problems)('KEY')
  if (!URL.canParse(url) || !/^https?:/.test(url)) problems.push(`${PREFIX}URL: must be a URL with http, https`)
  if (!key) problems.push(`${PREFIX}KEY: must be an agent’s key; the first start prints one`)
  if (problems.length) throw new ConfigError(problems)
  return { url: url.replace(/\/+$/, ''), key: new Secret(key ?? ''), user: env[`${PREFIX}USER`] || null }
}
