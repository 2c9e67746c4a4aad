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

/** Turns a failed start into an error that says what to mend. */
export const explainLaunchFailure = (cause: unknown): AppError => {
  const text = cause instanceof Error ? cause.message : String(cause)
  if (COMPLAINTS.test(text)) return noSandbox(cause)
  return new AppError('not_configured', 'Chromium did not start; `chaperone doctor` says more', {}, { cause })
}

/**
 * Holds a started Chromium to its sandbox: every renderer must run behind a seccomp filter (mode 2). Only Linux shows
 * this; elsewhere Chromium's own refusal to start has to do.
 * @throws AppError not_configured
 */
export const assertSandboxed = (browserPid: number): void => {
  if (process.platform !== 'linux') return
  const renderers = renderersOf(browserPid)
  if (renderers.length === 0 || renderers.some(renderer => renderer.seccomp !== 2)) throw noSandbox()
}
