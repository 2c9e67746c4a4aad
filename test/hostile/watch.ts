import { readFileSync, writeFileSync } from 'node:fs'
import { readUntil } from '../cli/command-line.ts'

/** What was seen of a service while something was done to it. */
export interface Watched {
  /** How often /healthz answered. */
  readonly asked: number
  /** The longest time between two of its answers, in ms. */
  readonly silenceMs: number
  /** How much more memory than at the beginning its process had at most, in bytes; NaN where there is no /proc. */
  readonly grownBytes: number
}

/** Watches until `end` is called. */
export interface Watch {
  end(): Promise<Watched>
}

const PROBE = new URL('health-probe.ts', import.meta.url).pathname

/** Asks a service's /healthz all the while, and looks at the memory of its process. */
export const watchService = async ({ url, pid }: { readonly url: string; readonly pid: number }): Promise<Watch> => {
  const probe = Bun.spawn([process.execPath, '--no-env-file', PROBE, `${url}/healthz`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await readUntil(probe.stdout, /asking\n/)
  forgetPeak(pid)
  const before = readMemory(pid, 'VmRSS')
  return {
    end: async () => {
      const grownBytes = readMemory(pid, 'VmHWM') - before
      probe.stdin.write('\n')
      probe.stdin.end()
      const { asked, longest } = JSON.parse(await readUntil(probe.stdout, /\}/))
      return { asked, silenceMs: longest, grownBytes }
    },
  }
}

/** From here on VmHWM is the most memory since now (proc(5), clear_refs). */
const forgetPeak = (pid: number): void => {
  if (process.platform === 'linux') writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

const readMemory = (pid: number, field: 'VmRSS' | 'VmHWM'): number => {
  if (process.platform !== 'linux') return Number.NaN
  const line = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1]) * 1024
}
