import { Database } from 'bun:sqlite'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Driving verbs that are charged; the first two have an Idempotency-Key always. */
const VERBS = ['navigate', 'act', 'observe', 'screenshot'] as const
const KEYED = ['navigate', 'act'] as const

/** What is wrong in a database by itself, whether a service was just killed on it or not; empty where nothing is. */
export const checkBooks = (dataDir: string): string[] => {
  using database = openReadable(dataDir)
  const all = <T>(sql: string) => database.query<T, []>(sql).all()
  const count = (sql: string) => all<{ n: number }>(sql)[0]?.n ?? 0
  const problems = all<{ integrity_check: string }>('PRAGMA integrity_check').flatMap(row =>
    row.integrity_check === 'ok' ? [] : [row.integrity_check],
  )
  problems.push(...all('PRAGMA foreign_key_check').map(row => `foreign key: ${JSON.stringify(row)}`))
  const sums = all(`select s.id from browser_sessions s left join ledger l on l.session_id = s.id group by s.id
    having s.credits_consumed != coalesce(sum(l.credits), 0)
      or s.action_credits != coalesce(sum(case when l.action = 'time_floor' then 0 else l.credits end), 0)`)
  problems.push(...sums.map(row => `a session's credits are not its ledger's: ${JSON.stringify(row)}`))
  const floors = all(`select s.id, s.status, count(l.id) as floors from browser_sessions s
    left join ledger l on l.session_id = s.id and l.action = 'time_floor' group by s.id
    having floors != (s.status in ('closed', 'expired'))`)
  problems.push(...floors.map(row => `time floors: ${JSON.stringify(row)}`))
  for (const verb of VERBS) {
    const charged = count(`select count(*) as n from ledger where action = '${verb}'`)
    const logged = count(
      `select count(*) as n from audit_events where action = 'browser.${verb}' and json_extract(details, '$.credits') > 0`,
    )
    if (charged !== logged) problems.push(`${verb}: ${charged} in the ledger, ${logged} in the log`)
  }
  for (const verb of KEYED) {
    const charged = count(`select count(*) as n from ledger where action = '${verb}'`)
    const answers = `select count(*) as n from idempotency where path like '%/${verb}' and state = 'done' and status`
    const stored = count(`${answers} = 200`)
    // Of a saved login that was revoked: withdrawn, whatever they were.
    const withdrawn = count(`${answers} = 410 and answer is null`)
    if (charged < stored || charged > stored + withdrawn)
      problems.push(`${verb}: ${charged} in the ledger, ${stored} stored answers`)
  }
  return problems
}

/** What a service that has just started has still to put in order; empty where nothing is left of the one before. */
export const checkRecovered = (dataDir: string): string[] => {
  using database = openReadable(dataDir)
  const names = (sql: string) =>
    database
      .query<{ name: string }, []>(sql)
      .all()
      .map(row => row.name)
  const problems: string[] = []
  const open = names(`select id as name from browser_sessions where status in ('active', 'in_use')`)
  if (open.length > 0) problems.push(`${open.length} sessions of a service that is gone are open`)
  for (const [folder, known] of [
    ['contexts', names('select file as name from contexts')],
    ['artifacts', names('select id as name from artifacts')],
  ] as const) {
    const files = readdirSync(join(dataDir, folder))
    const lost = known.filter(name => !files.includes(name))
    const stray = files.filter(name => !known.includes(name))
    if (lost.length > 0) problems.push(`${folder}: ${lost.length} rows without a file`)
    if (stray.length > 0) problems.push(`${folder}: ${stray.length} files without a row`)
  }
  return problems
}

/** How the first answer to a key was written down. */
export const readStored = (dataDir: string, key: string): { state: string; status: number | null } | null => {
  using database = openReadable(dataDir)
  return database
    .query<{ state: string; status: number | null }, [string]>('select state, status from idempotency where key = ?')
    .get(key)
}

/** Writable, since a killed process's write-ahead log can be read by nobody else; nothing is written. */
const openReadable = (dataDir: string): Database => {
  const database = new Database(join(dataDir, 'chaperone.db'), { strict: true })
  database.run('PRAGMA busy_timeout = 5000')
  return database
}
