import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** The folder of encrypted logins. */
export interface ContextFiles {
  /** Writes a new file whole or not at all: under another name, synced, renamed, the folder synced. */
  write(name: string, bytes: Uint8Array): Promise<void>
  read(name: string): Promise<Uint8Array>
  remove(name: string): Promise<void>
  /** Removes every file but these: what a crash left. */
  keepOnly(names: ReadonlySet<string>): Promise<void>
}

/** @param folder made 0700 where it is missing */
export const createContextFiles = (folder: string): ContextFiles => {
  const made = mkdir(folder, { recursive: true, mode: 0o700 })
  const toPath = (name: string) => join(folder, name)
  const remove = (name: string) => rm(toPath(name), { force: true })

  const syncFolder = async () => {
    await using handle = await open(folder, 'r')
    await handle.sync()
  }
  return {
    async write(name, bytes) {
      await made
      const unfinished = toPath(`${name}.new`)
      {
        await using handle = await open(unfinished, 'wx', 0o600)
        await handle.writeFile(bytes)
        await handle.sync()
      }
      await rename(unfinished, toPath(name))
      await syncFolder()
    },
    read: async name => new Uint8Array(await readFile(toPath(name))),
    remove,
    async keepOnly(names) {
      await made
      const there = await readdir(folder)
      await Promise.all(there.filter(name => !names.has(name)).map(remove))
    },
  }
}
