import { chown, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../lib/errors.ts'
import { LOCAL_STATE, PREFERENCES } from './flags.ts'

/** A profile directory of one Chromium process; disposing of it removes it. */
export interface Profile extends AsyncDisposable {
  readonly path: string
  /** Where Chromium puts its temporary files, a socket among them. */
  readonly tmp: string
}

const prefix = (tag: string) => `chaperone-${tag}-`

// A dying Chromium still writes for some milliseconds; rm tries again while the directory is not empty.
const remove = (path: string) => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })

/**
 * What the path of Chromium's temporary directory may have of the 104 bytes (macOS; Linux 108) that the address of a socket has
 * (unix(7)): it puts `com.google.chrome.for.testing.XXXXXX/SingletonSocket` there, and ends where that does not fit.
 */
const MAX_TMP_BYTES = 50
/** A short place of which every system has one, for where TMPDIR is a long one. */
const SHORT = '/tmp'

/** Made within the profile where TMPDIR leaves room for that. @throws AppError not_configured */
const createTmp = async (profile: string, tag: string): Promise<string> => {
  const within = join(profile, 'tmp')
  if (Buffer.byteLength(within) <= MAX_TMP_BYTES) {
    await mkdir(within, { mode: 0o700 })
    return within
  }
  return await mkdtemp(join(SHORT, prefix(tag))).catch(cause => {
    const message = `TMPDIR is too long for the socket that Chromium puts there, and ${SHORT} cannot be written: set a shorter one`
    throw new AppError('not_configured', message, {}, { cause })
  })
}

/**
 * Makes a profile directory, mode 0700, that belongs to the user Chromium runs as, with our preferences in it.
 * @param tag names the data directory of this service: letters, digits
 * @param uid the user that Chromium runs as, where that is not ours
 */
export const createProfile = async (tag: string, uid: number | undefined): Promise<Profile> => {
  const path = await mkdtemp(join(tmpdir(), prefix(tag)))
  const tmp = await createTmp(path, tag)
  const settings = join(path, 'Default')
  const files = [
    [join(settings, 'Preferences'), PREFERENCES],
    [join(path, 'Local State'), LOCAL_STATE],
  ] as const
  await mkdir(settings, { mode: 0o700 })
  for (const [file, content] of files) await writeFile(file, JSON.stringify(content), { mode: 0o600 })
  const entries = [path, tmp, settings, ...files.map(([file]) => file)]
  if (uid !== undefined) await Promise.all(entries.map(entry => chown(entry, uid, uid)))
  const places = tmp.startsWith(path) ? [path] : [path, tmp]
  return { path, tmp, [Symbol.asyncDispose]: async () => void (await Promise.all(places.map(remove))) }
}

/**
 * Removes the profile directories that a killed service with the same tag left behind. Only directories of our own or
 * of Chromium's user are touched: the temporary directory is everybody's.
 * @param options.uid the user that Chromium runs as, where that is not ours
 * @param options.keep the profiles of this run
 * @returns how many were removed
 */
export const sweepProfiles = async (
  tag: string,
  { uid, keep }: { readonly uid: number | undefined; readonly keep: readonly string[] },
): Promise<number> => {
  const owners = new Set([process.getuid?.(), uid])
  const places = [...new Set([tmpdir(), SHORT])]
  const found = await Promise.all(places.map(place => listIn(place, prefix(tag))))
  const swept = await Promise.all(
    found.flat().map(async path => {
      if (keep.includes(path)) return false
      const entry = await lstat(path)
      if (!entry.isDirectory() || !owners.has(entry.uid)) return false
      await remove(path)
      return true
    }),
  )
  return swept.filter(Boolean).length
}

const listIn = async (folder: string, start: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => []) // there is none, or it is not ours to read
  return names.filter(name => name.startsWith(start)).map(name => join(folder, name))
}
