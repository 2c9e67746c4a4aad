import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { sha256Hex } from '../../src/crypto/digest.ts'

/** Ids of the processes below one, whatever their depth, by /proc. */
export const listDescendants = (root: number): number[] => {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter(entry => /^\d+$/.test(entry))) {
    const parent = readParent(Number(name))
    if (parent !== undefined) parents.set(Number(name), parent)
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (parents.get(pid) === root || isBelow(parents.get(pid)))
  return [...parents.keys()].filter(isBelow)
}

const readStatus = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return '' // it is gone
  }
}

const readParent = (pid: number): number | undefined => {
  const parent = /^PPid:\s+(\d+)/m.exec(readStatus(pid))?.[1]
  return parent === undefined ? undefined : Number(parent)
}

/** Whether a process is there and no zombie. */
export const isAlive = (pid: number): boolean => /^State:\s+[^ZX]/m.test(readStatus(pid))

/** Resolves when none of the processes is alive any more. @throws Error after `ms` */
export const waitForEnd = async (pids: readonly number[], ms = 10_000): Promise<void> => {
  const end = performance.now() + ms
  while (pids.some(isAlive)) {
    if (performance.now() > end) throw new Error(`still alive: ${pids.filter(isAlive)}`)
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** Profile directories of the Chromium processes of the service on this data directory. */
export const listProfiles = (dataDir: string, place = tmpdir()): string[] =>
  readdirSync(place).filter(name => name.startsWith(`chaperone-${sha256Hex(dataDir).slice(0, 12)}-`))
