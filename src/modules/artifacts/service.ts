import { mkdirSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileCipher } from '../../crypto/file-cipher.ts'
import type { Mac } from '../../crypto/keyring.ts'
import type { Db, DbWriter } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import { createArtifactStore } from './store.ts'

/** Seconds that a signed URL works. */
export const EXPIRES_IN = 300

export interface ArtifactsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly cipher: FileCipher
  /** Signs URLs. */
  readonly urls: Mac
  /** Folder of the encrypted files; made 0700 where it is missing. */
  readonly folder: string
  /** Base of signed URLs, without a trailing slash. */
  readonly publicUrl: () => string
}

export interface NewArtifact {
  readonly workspaceId: string
  readonly userId: string
  readonly sessionId: string
  readonly bytes: Uint8Array
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
}

/** A file that was written; it counts once `save` has put its row into the caller's transaction. */
export interface WrittenArtifact {
  readonly id: string
  readonly url: string
  readonly expires_in: number
  save(writer: DbWriter): void
}

export type Artifacts = ReturnType<typeof createArtifacts>

/** Screenshots: encrypted files, each shown by a signed URL that needs no other authentication, for 300 s. */
export const createArtifacts = ({ db, clock, ids, cipher, urls, folder, publicUrl }: ArtifactsDeps) => {
  const store = createArtifactStore(db)
  const toFile = (id: string) => join(folder, id)
  const toMessage = (id: string, expires: string) => `artifact\n${id}\n${expires}`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const removeFiles = (names: readonly string[]) => Promise.all(names.map(name => rm(toFile(name), { force: true })))

  const toUrl = (id: string, expiresAt: number): string => {
    const expires = String(Math.floor(expiresAt / 1000))
    return `${publicUrl()}/v1/artifacts/${id}?expires=${expires}&signature=${urls.sign(toMessage(id, expires))}`
  }

  return {
    async write({ bytes, mediaType, workspaceId, userId, sessionId }: NewArtifact): Promise<WrittenArtifact> {
      const id = ids.uuid()
      const created_at = clock.now()
      const expires_at = created_at + EXPIRES_IN * 1000
      await Bun.write(toFile(id), await cipher.encrypt(bytes, id), { mode: 0o600 })
      const owner = { workspace_id: workspaceId, user_id: userId, session_id: sessionId }
      const row = { id, ...owner, media_type: mediaType, bytes: bytes.byteLength, created_at, expires_at }
      return { id, url: toUrl(id, expires_at), expires_in: EXPIRES_IN, save: writer => void store.insert(writer, row) }
    },
    /**
     * The picture behind a signed URL.
     * @throws AppError not_found for a signature that is not ours and for what is gone, artifact_expired for an old URL
     */
    async read(id: string, { expires = '', signature = '' }: { expires?: string; signature?: string }) {
      if (!urls.verify(toMessage(id, expires), signature)) throw notFound('artifact')
      if (clock.now() >= Number(expires) * 1000) throw new AppError('artifact_expired', 'the URL has expired')
      const row = store.find(id)
      const file = Bun.file(toFile(id))
      if (!row || !(await file.exists())) throw notFound('artifact')
      return { mediaType: row.media_type, bytes: await cipher.decrypt(await file.bytes(), id) }
    },
    /** Destroys the pictures of a session whose saved login was revoked. */
    removeOfSession: (workspaceId: string, sessionId: string) =>
      removeFiles(store.removeOfSession(workspaceId, sessionId)),
    /** Deletes what has expired. */
    sweep: () => removeFiles(store.removeExpired(clock.now())),
    /** Deletes files that no row names: what a crash left. Called once, at start. */
    async recover() {
      const known = new Set(store.listIds())
      await removeFiles((await readdir(folder)).filter(name => !known.has(name)))
    },
  }
}
