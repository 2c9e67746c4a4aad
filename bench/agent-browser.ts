import { chmod, copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { findChromium } from '../src/browser/pool/executable.ts'
import { createProfile } from '../src/browser/pool/profile.ts'
import { browserUid } from '../src/browser/pool/spawn.ts'

/** `agent-browser` of npm on a Chromium of its own: the same binary, by its debugging port on loopback. */
export interface AgentBrowser extends AsyncDisposable {
  /** Runs one command of its command line. @throws Error unless it succeeds */
  run(...command: string[]): Promise<string>
}

const LISTENING = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/

const readPort = async (stderr: ReadableStream<Uint8Array>): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stderr) {
    text += decoder.decode(chunk)
    const port = LISTENING.exec(text)?.[1]
    if (port) return port
  }
  throw new Error(`Chromium did not start: ${text.slice(0, 400)}`)
}

/** Starts both; the package's own download of a browser is not run. */
export const startAgentBrowser = async (): Promise<AgentBrowser> => {
  const uid = browserUid()
  const profile = await createProfile('bench', uid)
  const executable = findChromium({ override: process.env['CHAPERONE_CHROMIUM'], path: process.env['PATH'] })
  const args = await puppeteer.defaultArgs({ headless: true, userDataDir: profile.path })
  const drop = uid === undefined ? [] : ['/usr/bin/setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--']
  const child = Bun.spawn([...drop, executable, ...args, '--remote-debugging-port=0', '--window-size=1280,800'], {
    env: { ...process.env, HOME: profile.path, TMPDIR: profile.tmp },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const port = await readPort(child.stderr)
  const packed = dirname(new URL(import.meta.resolve('agent-browser/package.json')).pathname)
  const program = join(profile.path, 'agent-browser')
  await copyFile(join(packed, 'bin', `agent-browser-${process.platform}-${process.arch}`), program)
  await chmod(program, 0o755)
  const run = async (...command: string[]): Promise<string> => {
    const work = Bun.spawn([program, '--session', 'bench', ...command], {
      env: { PATH: process.env['PATH'] ?? '', HOME: profile.path },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [out, problem, status] = await Promise.all([
      new Response(work.stdout).text(),
      new Response(work.stderr).text(),
      work.exited,
    ])
    if (status !== 0) throw new Error(`agent-browser ${command[0]}: ${problem || out}`)
    return out
  }
  await run('connect', port)
  return {
    run,
    [Symbol.asyncDispose]: async () => {
      await run('close')
      child.kill()
      await child.exited
      await profile[Symbol.asyncDispose]()
    },
  }
}
