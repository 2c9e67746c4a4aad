import { chown, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOCAL_STATE, PREFERENCES } from './flags.ts'

/** A profile directory of one Chromium process; disposing of it removes it. */
export interface Profile extends AsyncDisposable {
  readonly path: string
}

const prefix = (tag: string) => `chaperone-${tag}-`

// A dying Chromium still writes for some milliseconds; rm tries again while the directory is not empty.
const remove = (path: string) => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })

/**
 * Makes a profile directory, mode 0700, that belongs to the user Chromium runs as, with our preferences in it.
 * @param tag names the data directory of this service: letters, digits
 * @param uid the user that Chromium runs as, where that is not ours
 */
export const createProfile = async (tag: string, uid: number | undefined): Promise<Profile> => {
  const path = await mkdtemp(join(tmpdir(), prefix(tag)))
  const folders = [path, join(path, 'tmp'), join(path, 'Default')]
  const files = [
    [join(path, 'Default', 'Preferences'), PREFERENCES],
    [join(path, 'Local State'), LOCAL_STATE],
  ] as const
  for (const folder of folders.slice(1)) await mkdir(folder, { mode: 0o700 })
  for (const [file, content] of files) await writeFile(file, JSON.stringify(content), { mode: 0o600 })
  if (uid !== undefined)
    await Promise.all([...folders, ...files.map(([file]) => file)].map(path => chown(path, uid, uid)))
  return { path, [Symbol.asyncDispose]: () => remove(path) }
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
  const names = (await readdir(tmpdir())).filter(name => name.startsWith(prefix(tag)))
  const swept = await Promise.all(
    names.map(async name => {
      const path = join(tmpdir(), name)
      if (keep.includes(path)) return false
      const entry = await lstat(path)
      if (!entry.isDirectory() || !owners.has(entry.uid)) return false
      await remove(path)
      return true
    }),
  )
  return swept.filter(Boolean).length
}
