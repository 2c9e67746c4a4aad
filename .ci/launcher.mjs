import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { findBun } from './bun.mjs'
import { prepareChromium, prepareDependencies, preparePython } from './prepare.mjs'
import { fail, root } from './steps.mjs'

const main = join(root, 'src/main.ts')

/** What each npm script needs and starts; `args` are the words after the script's own. */
const targets = {
  serve: { chromium: true, command: args => ['--no-env-file', main, 'serve', ...args] },
  demo: { chromium: true, command: args => ['--no-env-file', main, 'demo', ...args] },
  test: { chromium: true, python: true, command: args => (args.length ? ['test', ...args] : ['run', 'check']) },
  bench: { chromium: true, command: args => ['--no-env-file', 'bench/run.ts', ...args] },
  build: { chromium: false, command: args => ['--no-env-file', '.ci/build.ts', ...args] },
  cli: { chromium: false, command: args => ['--no-env-file', main, ...args] },
}

/** Starts Bun in place of this process, as nearly as Node can: same streams, signals passed on, same exit code. */
const become = (bun, args, { cwd, env }) => {
  const child = spawn(bun, args, {
    cwd,
    env: { ...env, PATH: `${dirname(bun)}${delimiter}${env.PATH}` },
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => fail(`Bun could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

/** Sets up what is missing on a bare clone (Bun, dependencies, a Chromium) and starts `target`. */
export const launch = (target, args, { cwd = root, env = process.env } = {}) => {
  if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed; this is ${process.version}`)
  const { chromium, python, command } = targets[target] ?? fail(`no such target: ${target}`)
  const bun = findBun()
  prepareDependencies(bun)
  const path = chromium && prepareChromium(bun)
  if (python) preparePython()
  become(bun, command(args), { cwd, env: path ? { ...env, CHAPERONE_CHROMIUM: path } : env })
}
