import { Deadline } from '../../lib/deadline.ts'
import { AppError } from '../../lib/errors.ts'
import { renderersOf } from './process-table.ts'

/** The user that Chromium runs as when the service is root: in no passwd file, owner of nothing but its profiles. */
export const BROWSER_UID = 64321

/** How an operator gives Chromium its sandbox back. */
const MEND =
  'allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0), ' +
  'in a container run with a seccomp profile that permits clone with user namespaces (docs/operating.md), ' +
  'or set CHAPERONE_SANDBOX=off to run Chromium without its sandbox'

/** What Chromium writes to stderr when it can not make its sandbox. */
const COMPLAINTS =
  /No usable sandbox|without --no-sandbox|Failed to move to new namespace|zygote_host_impl|setuid sandbox/i

const noSandbox = (cause?: unknown): AppError =>
  new AppError('not_configured', `Chromium has no usable sandbox here: ${MEND}`, { sandbox: 'required' }, { cause })

const PROBE_MS = 10_000

/**
 * Turns a failed start into an error that says what to mend. Over a pipe Chromium's last words are not heard, so it is
 * started once more, without one, for what it writes to stderr.
 */
export const explainLaunchFailure = async (cause: unknown, launched: Launched): Promise<AppError> => {
  const words = await lastWords(launched)
  if (COMPLAINTS.test(words)) return noSandbox(cause)
  const line = findTelling(words)
  const said = line ? `: ${line.slice(0, 300)}` : ''
  return new AppError('not_configured', `Chromium did not start${said}`, {}, { cause })
}

/** What was run, without the switch for the pipe, and with which environment. */
interface Launched {
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/**
 * The line that says why: what Chromium itself calls fatal, else an error, else what was said last. Debian's wrapper says something
 * harmless before any of them.
 */
const findTelling = (words: string): string | undefined => {
  const lines = words
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  return lines.find(line => line.includes(':FATAL:')) ?? lines.find(line => line.includes(':ERROR:')) ?? lines.at(-1)
}

const lastWords = async ({ command, env }: Launched): Promise<string> => {
  try {
    const child = Bun.spawn([...command, '--dump-dom'], {
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'pipe',
      env,
      timeout: PROBE_MS,
      killSignal: 'SIGKILL',
    })
    return await new Response(child.stderr).text()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const SETTLE_MS = 10_000
const LOOK_AGAIN_MS = 10

/**
 * Holds a started Chromium to its sandbox: every renderer must run behind a seccomp filter (mode 2), which it puts up
 * soon after it is forked. Only Linux shows this; elsewhere Chromium's own refusal to start has to do.
 * @throws AppError not_configured
 */
export const assertSandboxed = async (browserPid: number): Promise<void> => {
  if (process.platform !== 'linux') return
  using deadline = new Deadline(SETTLE_MS)
  while (!isSandboxed(browserPid)) {
    if (deadline.signal.aborted) throw noSandbox()
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS)) // /proc has no event for it
  }
}

const isSandboxed = (browserPid: number): boolean => {
  const renderers = renderersOf(browserPid)
  return renderers.length > 0 && renderers.every(renderer => renderer.seccomp === 2)
}
