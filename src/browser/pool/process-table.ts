import { readdirSync, readFileSync } from 'node:fs'

/** A process as /proc shows it (proc_pid_status(5)). */
export interface ProcessRow {
  readonly pid: number
  readonly parent: number
  /** Real user id. */
  readonly uid: number
  /** Seccomp mode: 0 off, 1 strict, 2 filter. */
  readonly seccomp: number
  readonly command: string
}

const field = (status: string, name: string): number =>
  Number(status.match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))?.[1])

const readRow = (pid: number): ProcessRow | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    if (/^State:\s+[ZX]/m.test(status)) return undefined
    return {
      pid,
      parent: field(status, 'PPid'),
      uid: field(status, 'Uid'),
      seccomp: field(status, 'Seccomp'),
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
    }
  } catch {
    return undefined // gone between the listing and the reading
  }
}

/** The process and all that descend from it, dead ones that nobody has waited for left out; empty where there is no /proc. */
export const processTree = (root: number): ProcessRow[] => {
  const rows = listPids()
    .map(readRow)
    .filter(row => row !== undefined)
  const tree = new Set([root])
  for (let size = 0; size !== tree.size; ) {
    size = tree.size
    for (const row of rows) if (tree.has(row.parent)) tree.add(row.pid)
  }
  return rows.filter(row => tree.has(row.pid))
}

const listPids = (): number[] => {
  try {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return [] // not Linux
  }
}

/** The renderers of a Chromium process. */
export const renderersOf = (browserPid: number): ProcessRow[] =>
  processTree(browserPid).filter(row => row.command.includes('--type=renderer'))
