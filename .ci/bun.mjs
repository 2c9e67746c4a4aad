import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail, root, run, say } from './steps.mjs'

const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const version = engines.bun
const executable = process.platform === 'win32' ? 'bun.exe' : 'bun'

/** The npm package that ships Bun's binary for this machine, as `bun`'s own installer would pick it. */
const platformPackage = () => {
  const arch = process.arch === 'arm64' ? 'aarch64' : process.arch
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const musl = platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime ? '-musl' : ''
  return `@oven/bun-${platform}-${arch}${musl}`
}

const isPinned = path => {
  try {
    return (
      execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() === version
    )
  } catch {
    return false // absent, or not for this machine: the next candidate
  }
}

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, executable))
    .find(path => existsSync(path) && isPinned(path))

/**
 * The pinned Bun: kept in `.bun/`, else found on the PATH, else fetched from the npm registry. The platform's package is
 * asked for by name, so that npm runs no install script.
 */
export const findBun = () => {
  const kept = join(root, '.bun', version, executable)
  if (existsSync(kept)) return kept
  return onPath() ?? fetchBun(kept)
}

const pinned = JSON.parse(readFileSync(new URL('bun-integrity.json', import.meta.url), 'utf8'))

/**
 * Ends unless npm unpacked the very bytes that are written down here (Subresource Integrity, sha512): npm holds what it fetched
 * to what the registry says, and this holds the registry to us.
 */
const assertPinned = (folder, name) => {
  const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8'))
  const found = packages[`node_modules/${name}`]?.integrity
  if (pinned.version === version && found && found === pinned.packages[name]) return
  fail(`${name} ${version} is not what .ci/bun-integrity.json names; put Bun ${version} on the PATH if you trust it`)
}

const fetchBun = kept => {
  const name = platformPackage()
  say(`installing Bun ${version} (${name}) …`)
  mkdirSync(join(root, '.bun'), { recursive: true })
  const temporary = mkdtempSync(join(root, '.bun', 'fetch-'))
  try {
    const options = [
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]
    run('npm', ['install', '--prefix', temporary, ...options, `${name}@${version}`], {
      missing: `Bun ${version} could not be installed from the npm registry; install it and put it on the PATH`,
    })
    assertPinned(temporary, name)
    mkdirSync(join(root, '.bun', version), { recursive: true })
    const fetched = join(temporary, 'node_modules', name, 'bin', executable)
    cpSync(fetched, `${kept}.${process.pid}`)
    renameSync(`${kept}.${process.pid}`, kept)
    return kept
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}
