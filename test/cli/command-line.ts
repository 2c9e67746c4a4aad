import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What starts the program: from source unless a test says otherwise. */
export const SOURCE: readonly string[] = [
  process.execPath,
  '--no-env-file',
  new URL('../../src/main.ts', import.meta.url).pathname,
]

/** How one command line ended. */
export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** stdout as the one object that `--json` promises. */
  json(): Record<string, unknown>
}

/** A directory to work in: the program's working directory, with its data in `data`. */
export interface Place extends AsyncDisposable {
  readonly path: string
  readonly dataDir: string
  readonly env: Record<string, string>
  run(...args: string[]): Promise<Outcome>
  /** Starts a command that goes on; its stdout is for the caller to read. */
  start(...args: string[]): Bun.Subprocess<'ignore', 'pipe', 'pipe'>
}

const SETTINGS = { CHAPERONE_PORT: '0', CHAPERONE_LOG: 'warn' }

/**
 * Makes a directory and a program in it. Of this process's environment only PATH and HOME reach the program.
 * @param env settings on top
 */
export const createPlace = async (
  env: Readonly<Record<string, string>> = {},
  program: readonly string[] = SOURCE,
): Promise<Place> => {
  const path = await mkdtemp(join(tmpdir(), 'chaperone-test-'))
  const dataDir = join(path, 'data')
  const { PATH = '', HOME = path } = process.env
  const whole = { PATH, HOME, ...SETTINGS, CHAPERONE_DATA_DIR: dataDir, ...env }
  const start = (...args: string[]) =>
    Bun.spawn([...program, ...args], { cwd: path, env: whole, stdio: ['ignore', 'pipe', 'pipe'] })
  return {
    path,
    dataDir,
    env: whole,
    start,
    async run(...args) {
      const child = start(...args)
      const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
      return { code: await child.exited, stdout, stderr, json: () => JSON.parse(stdout) }
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

/** Reads a stream until what has come matches. @throws Error where the stream ends before */
export const readUntil = async (stream: ReadableStream<Uint8Array>, pattern: RegExp): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  const reader = stream.getReader()
  try {
    while (!pattern.test(text)) {
      const { done, value } = await reader.read()
      if (done) throw new Error(`the output ended before ${pattern}: ${text}`)
      text += decoder.decode(value, { stream: true })
    }
    return text
  } finally {
    reader.releaseLock()
  }
}
