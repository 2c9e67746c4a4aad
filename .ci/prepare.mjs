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
