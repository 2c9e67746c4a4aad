import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Browser, detectBrowserPlatform, getInstalledBrowsers, install, resolveBuildId } from '@puppeteer/browsers'
import { findChromium } from '../browser/pool/executable.ts'
import type { Config } from '../config.ts'
import { isAppError } from '../lib/errors.ts'
import { CommandError } from './command.ts'

/** A Chromium that can be started, and how it came here. */
export interface FoundChromium {
  readonly chromium: string
  /** downloaded: it is in our cache folder, where nobody else looks for it. */
  readonly source: 'found' | 'installed' | 'downloaded'
}

const HINT = 'install Chromium (Debian: apt-get install chromium) or set CHAPERONE_CHROMIUM to its path'

/**
 * Finds a Chromium, or installs one: from Debian's packages as root, else from Chrome for Testing. What
 * CHAPERONE_CHROMIUM names is never replaced by another.
 * @param notice told before a step that takes long
 */
export const ensureChromium = async (config: Config, notice: (line: string) => void): Promise<FoundChromium> => {
  if (config.chromium)
    return { chromium: findChromium({ override: config.chromium, path: config.path }), source: 'found' }
  const found = lookFor(config)
  if (found) return { chromium: found, source: 'found' }
  if (await canInstallPackages()) {
    notice('installing Chromium from the Debian packages …')
    const installed = installPackage() && lookFor(config)
    if (installed) return { chromium: installed, source: 'installed' }
    notice('that did not work; trying Chrome for Testing')
  }
  return { chromium: await downloadBrowser(notice), source: 'downloaded' }
}

const lookFor = ({ path }: Config): string | null => {
  try {
    return findChromium({ path })
  } catch (error) {
    if (isAppError(error, 'not_configured')) return null
    throw error
  }
}

/** Debian itself and root: Ubuntu's package of the name only leads to a snap, which cannot be driven over a pipe. */
const canInstallPackages = async (): Promise<boolean> => {
  if (process.getuid?.() !== 0 || !Bun.which('apt-get') || !existsSync('/etc/os-release')) return false
  return /^ID=debian$/m.test(await readFile('/etc/os-release', 'utf8'))
}

/** Fonts come along, or pages show no text; the package lists are refreshed only where the first try fails. */
const installPackage = (): boolean => {
  const apt = (...args: string[]) =>
    Bun.spawnSync(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
      stdio: ['ignore', 2, 2],
    }).success
  const packages = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']
  return apt(...packages) || (apt('update') && apt(...packages))
}

/** Root's home is closed to the unprivileged user that Chromium runs as. */
const cacheDir = (): string =>
  process.getuid?.() === 0 ? '/var/cache/chaperone' : join(homedir(), '.cache', 'chaperone')

const downloadBrowser = async (notice: (line: string) => void): Promise<string> => {
  const there = await getInstalledBrowsers({ cacheDir: cacheDir() })
  const kept = there.find(browser => existsSync(browser.executablePath))
  if (kept) return kept.executablePath
  const platform = detectBrowserPlatform()
  if (!platform) throw new CommandError('there is no Chrome for Testing for this platform', { hint: HINT })
  notice(`downloading Chrome for Testing to ${cacheDir()} …`)
  try {
    const buildId = await resolveBuildId(Browser.CHROME, platform, 'stable')
    return (await install({ browser: Browser.CHROME, platform, buildId, cacheDir: cacheDir() })).executablePath
  } catch (cause) {
    throw new CommandError('no Chromium was found, and none could be downloaded', { hint: HINT, cause })
  }
}
