import { type ChildProcess, spawn } from 'node:child_process'
import { chromiumFlags, PIPE } from './flags.ts'
import { createProfile } from './profile.ts'
import { BROWSER_UID } from './sandbox.ts'

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
}

/** A Chromium that has been told to start, and to which nobody speaks yet. Disposing ends it and removes its profile. */
export interface SpawnedChromium extends AsyncDisposable {
  readonly child: ChildProcess
  /** The folders of its profile and of its temporary files. */
  readonly profile: string
  readonly tmp: string
  readonly sandbox: LaunchOptions['sandbox']
  /** What was run, without the switch for the pipe. */
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Resolves when the process is gone, or was never there. */
  readonly exited: Promise<void>
}

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
 * Tells Chromium to start, over a pipe and as an unprivileged user; waits for nothing that it does. Needs no library, so that it can
 * run before the rest of the program is loaded.
 */
export const spawnChromium = async (options: LaunchOptions): Promise<SpawnedChromium> => {
  const { sandbox } = options
  const uid = browserUid()
  const profile = await createProfile(options.tag, uid)
  const flags = chromiumFlags({ profile: profile.path, sandbox, extra: options.extraArgs ?? [] })
  const [command, before] = uid === undefined ? [options.executable, []] : dropPrivileges(options.executable)
  const env = {
    HOME: profile.path,
    TMPDIR: profile.tmp,
    PATH: options.path ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
  }
  const child = spawn(command, [...before, ...flags], {
    // The leader of a process group, so that zygotes and renderers end with it.
    detached: true,
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve()) // no such executable: there is nothing to wait for
  })
  return {
    ...{ child, sandbox, exited, env },
    ...{ profile: profile.path, tmp: profile.tmp },
    command: [command, ...before, ...flags.filter(flag => flag !== PIPE)],
    async [Symbol.asyncDispose]() {
      kill(child)
      await exited
      await profile[Symbol.asyncDispose]()
    },
  }
}

/** By force: nothing in its profile is wanted any more, and an orderly end takes half a second. */
const kill = (child: ChildProcess): void => {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL') // no group of that number: at most the process itself is left
  }
}
