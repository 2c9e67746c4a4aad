import puppeteer, { type Browser } from 'puppeteer-core'
import type { Log } from '../../lib/log.ts'
import { createGuards, type Guards } from '../guard.ts'
import { chromiumFlags, PIPE } from './flags.ts'
import { createProfile, type Profile } from './profile.ts'
import { assertSandboxed, BROWSER_UID, explainLaunchFailure } from './sandbox.ts'

/** How Chromium is started. */
export interface LaunchOptions {
  /** From findChromium. */
  readonly executable: string
  /** `required`: without a sandbox there is no start. */
  readonly sandbox: 'required' | 'off'
  /** CHAPERONE_CHROMIUM_ARGS. */
  readonly extraArgs?: readonly string[]
  /** Names the data directory in the names of profile directories: letters and digits. */
  readonly tag: string
  /** PATH for Chromium; nothing else of our environment reaches it. */
  readonly path?: string
  readonly log: Log
}

/** One running Chromium. */
export interface Chromium {
  readonly browser: Browser
  readonly guards: Guards
  readonly pid: number
  /** Called once when the process is gone, for whatever reason. */
  onDied(listener: () => void): void
  readonly alive: boolean
  /** Ends the process and all that it started, and removes its profile. */
  close(): Promise<void>
}

/** Pixels of every page; puppeteer applies it to popups too. */
export const VIEWPORT = { width: 1280, height: 800 } as const

/** As root, setpriv gives up root for good before Chromium starts, and has it killed should we be killed (prctl(2)). */
const dropPrivileges = (executable: string): [string, string[]] => [
  '/usr/bin/setpriv',
  [
    `--reuid=${BROWSER_UID}`,
    `--regid=${BROWSER_UID}`,
    '--clear-groups',
    '--no-new-privs',
    '--pdeathsig=KILL',
    '--',
    executable,
  ],
]

/** The user that Chromium will run as where that is not our own. */
export const browserUid = (): number | undefined => (process.getuid?.() === 0 ? BROWSER_UID : undefined)

/**
 * Starts Chromium over a pipe, with its sandbox, as an unprivileged user, and with guards on every page to come.
 * @throws AppError not_configured when it does not start or has no sandbox though one is required
 */
export const launchChromium = async (options: LaunchOptions): Promise<Chromium> => {
  const uid = browserUid()
  const profile = await createProfile(options.tag, uid)
  try {
    const flags = await chromiumFlags({
      profile: profile.path,
      sandbox: options.sandbox,
      extra: options.extraArgs ?? [],
    })
    const [command, before] = uid === undefined ? [options.executable, []] : dropPrivileges(options.executable)
    const browser = await puppeteer
      .launch({
        executablePath: command,
        ignoreDefaultArgs: true,
        args: [...before, ...flags],
        env: {
          HOME: profile.path,
          TMPDIR: `${profile.path}/tmp`,
          PATH: options.path ?? '/usr/bin:/bin',
          LANG: 'C.UTF-8',
        },
        pipe: true,
        // What they tell of every request and every console line, nobody here reads (docs/decisions/0024).
        networkEnabled: false,
        issuesEnabled: false,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        defaultViewport: VIEWPORT,
      })
      .catch(async error => {
        throw await explainLaunchFailure(error, [command, ...before, ...flags.filter(flag => flag !== PIPE)])
      })
    return await superviseChromium(browser, profile, options)
  } catch (error) {
    await profile[Symbol.asyncDispose]()
    throw error
  }
}

const superviseChromium = async (browser: Browser, profile: Profile, options: LaunchOptions): Promise<Chromium> => {
  const child = browser.process()
  const pid = child?.pid
  if (!child || pid === undefined) throw new Error('puppeteer started no process')
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  // By force: nothing in its profile is wanted any more, and an orderly end takes half a second. puppeteer starts it as
  // the leader of a process group, so that zygotes and renderers go with it.
  const kill = () => {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      child.kill('SIGKILL') // no group of that number: at most the process itself is left
    }
  }
  const end = async () => {
    kill()
    await exited
    await profile[Symbol.asyncDispose]()
  }
  let ending: Promise<void> | undefined
  const close = () => {
    ending ??= end()
    return ending
  }
  try {
    const guards = await createGuards(browser, options.log)
    if (options.sandbox === 'required') await assertSandboxed(pid)
    return {
      browser,
      guards,
      pid,
      onDied: listener => void browser.once('disconnected', listener),
      get alive() {
        return browser.connected
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
