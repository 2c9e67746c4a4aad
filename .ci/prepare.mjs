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
 */
export const prepareChromium = bun => {
  if (process.env.CHAPERONE_CHROMIUM) return
  const note = join(root, '.bun', 'chromium')
  if (existsSync(note) && existsSync(readFileSync(note, 'utf8'))) return
  const answer = run(bun, ['--no-env-file', 'src/main.ts', 'setup', '--browser', '--json'], {
    missing: 'no Chromium was found or could be installed; install one and set CHAPERONE_CHROMIUM to its path',
    output: true,
  })
  mkdirSync(join(root, '.bun'), { recursive: true })
  writeFileSync(note, JSON.parse(answer).chromium)
}
