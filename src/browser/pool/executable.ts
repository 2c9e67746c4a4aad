import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { AppError } from '../../lib/errors.ts'

/** Names that distributions give the executable, most wanted first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'] as const

const MAC_APPS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
] as const

/** What findChromium looks at; the composition root hands in the environment's values. */
export interface ChromiumSearch {
  /** CHAPERONE_CHROMIUM: a path, or a name to look for in `path`. */
  readonly override?: string | undefined
  /** The PATH to search. */
  readonly path?: string | undefined
}

/** Whether the file is there and may be executed by us. */
const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

const searchPath = (name: string, path: string): string | undefined =>
  path
    .split(delimiter)
    .filter(folder => isAbsolute(folder))
    .map(folder => join(folder, name))
    .find(isExecutable)

/**
 * The Chromium to start.
 * @throws AppError not_configured when there is none, or the override names none
 */
export const findChromium = ({ override, path = '' }: ChromiumSearch): string => {
  if (override) {
    const found = isAbsolute(override) ? (isExecutable(override) ? override : undefined) : searchPath(override, path)
    if (found) return found
    throw new AppError('not_configured', `CHAPERONE_CHROMIUM names no executable file: ${override}`)
  }
  const found =
    NAMES.map(name => searchPath(name, path)).find(file => file !== undefined) ?? MAC_APPS.find(isExecutable)
  if (found) return found
  throw new AppError(
    'not_configured',
    'no Chromium found: install it (Debian: apt-get install chromium) or set CHAPERONE_CHROMIUM to its path',
  )
}
