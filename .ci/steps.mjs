import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What is being done, on stderr: stdout belongs to the command that is started. */
export const say = line => process.stderr.write(`chaperone: ${line}\n`)

/** Says in one line what is missing, and ends. */
export const fail = line => {
  say(line)
  process.exit(1)
}

/**
 * Runs a set-up step, everything that it prints on stderr; ends with the one line `missing` if it fails. With `output`
 * its stdout is returned instead.
 */
export const run = (command, args, { missing, output }) => {
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', output ? 'pipe' : 2, 2],
  })
  if (status !== 0) fail(missing)
  return stdout ?? ''
}
