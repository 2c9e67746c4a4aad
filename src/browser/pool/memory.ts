import { readFileSync } from 'node:fs'
import { freemem } from 'node:os'

/** Bytes that a context with a page takes, measured (PSS of its renderer, with room for an ordinary page). */
export const CONTEXT_BYTES = 40 * 2 ** 20

/** Bytes left alone for the service, the system and a Chromium's own processes. */
export const RESERVE_BYTES = 512 * 2 ** 20

const readNumber = (file: string, pattern: RegExp): number | undefined => {
  try {
    const digits = readFileSync(file, 'utf8').match(pattern)?.[1]
    return digits === undefined ? undefined : Number(digits)
  } catch {
    return undefined // not Linux, or no such controller
  }
}

/** Bytes that the control group still lets us have (cgroup v2 memory.max, v1 limit_in_bytes). */
const cgroupLeft = (): number => {
  const files = [
    ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory.current'],
    ['/sys/fs/cgroup/memory/memory.limit_in_bytes', '/sys/fs/cgroup/memory/memory.usage_in_bytes'],
  ] as const
  for (const [limitFile, usedFile] of files) {
    const limit = readNumber(limitFile, /^(\d+)/)
    const used = readNumber(usedFile, /^(\d+)/)
    if (limit !== undefined && used !== undefined) return limit - used
  }
  return Number.POSITIVE_INFINITY
}

/** Bytes that can be taken without swapping: the kernel's MemAvailable, within the control group's limit. */
export const availableMemory = (): number => {
  const kib = readNumber('/proc/meminfo', /^MemAvailable:\s+(\d+) kB/m)
  return Math.min(kib === undefined ? freemem() : kib * 1024, cgroupLeft())
}

/** How many sessions fit into so many bytes: at least 1, at most 200. */
export const sessionsByMemory = (bytes: number): number =>
  Math.min(200, Math.max(1, Math.floor((bytes - RESERVE_BYTES) / (1.5 * CONTEXT_BYTES))))
