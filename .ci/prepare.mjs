import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, say } from './steps.mjs'

/** Installs what bun.lock names; nothing to do takes some 30 ms. */
export const prepareDependencies = bun => {
  const bare = !existsSync(join(root, 'node_modules'))
  if (bare) say('installing dependencies …')
  run(bun, ['install', '--frozen-lockfile', ...(bare ? [] : ['--silent'])], {
    missing: 'the dependencies could not be installed from the npm registry (bun install --frozen-lockfile)',
  })
}

/**
 * Sees to it that there is a Chromium: the one found last time, else whatever `chaperone setup --browser` finds or
 * installs.
 * @returns its path where nobody would find it by itself
 */
export const prepareChromium = bun => {
  if (process.env.CHAPERONE_CHROMIUM) return undefined
  const note = join(root, '.bun', 'chromium.json')
  const { chromium, source } = readNote(note) ?? findChromium(bun, note)
  return source === 'downloaded' ? chromium : undefined
}

const readNote = path => {
  if (!existsSync(path)) return undefined
  const note = JSON.parse(readFileSync(path, 'utf8'))
  return existsSync(note.chromium) ? note : undefined
}

const findChromium = (bun, note) => {
  const answer = run(bun, ['--no-env-file', 'src/main.ts', 'setup', '--browser', '--json'], {
    missing:
      'a Chromium is missing: install one (Debian: apt-get install chromium) or set CHAPERONE_CHROMIUM to its path',
    output: true,
  })
  mkdirSync(join(root, '.bun'), { recursive: true })
  writeFileSync(note, answer)
  return JSON.parse(answer)
}

/** Debian's own Python, and whichever comes first on the PATH. */
const PYTHONS = ['/usr/bin/python3', 'python3']

const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/**
 * Sees to it that the tests of the Python client can run: python3 and python3-httpx from the system's package manager,
 * where it is Debian's and may be used. Else they are skipped, and say so.
 */
export const preparePython = () => {
  if (PYTHONS.some(python => works(python, '-c', 'import httpx'))) return
  const mayInstall = process.getuid?.() === 0 && works('apt-get', '--version')
  if (!mayInstall) {
    say('python3-httpx is missing: the tests of the Python client are skipped (Debian: apt-get install python3-httpx)')
    return
  }
  say('installing python3 and python3-httpx, for the tests of the Python client (apt-get) …')
  const install = () => works('apt-get', 'install', '-y', '--no-install-recommends', 'python3', 'python3-httpx')
  if (!install() && !(works('apt-get', 'update') && install()))
    say('python3-httpx could not be installed: the tests of the Python client are skipped')
}
