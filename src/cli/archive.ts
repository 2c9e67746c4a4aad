import { sha256Hex } from '../crypto/digest.ts'
import { CommandError } from './command.ts'

/*
 * A backup is one file: a tar archive whose first member is `manifest.json`, followed by one line, the trailer:
 * `chaperone-backup 1 sha256 <hex of all bytes before the line>`. tar programs ignore what follows the archive's end.
 */

const FORMAT_VERSION = 1
const MANIFEST = 'manifest.json'
const TRAILER = /^chaperone-backup (\d+) sha256 ([0-9a-f]{64})\n$/
const TRAILER_BYTES = `chaperone-backup ${FORMAT_VERSION} sha256 \n`.length + 64

/** What a backup says of itself. */
export interface Manifest {
  readonly format: typeof FORMAT_VERSION
  readonly created_at: string
  /** Version of the program that made it. */
  readonly chaperone: string
  /** Made with the master key, says nothing about it: whoever restores must have the same key. */
  readonly key_check: string
  readonly members: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>
}

/** Members by their path below the data directory. */
export type Members = ReadonlyMap<string, Uint8Array>

/** All bytes of a backup. */
export const packArchive = async (
  about: Omit<Manifest, 'format' | 'members'>,
  members: Members,
): Promise<Uint8Array> => {
  const listed = [...members].map(([name, bytes]) => [name, { bytes: bytes.length, sha256: sha256Hex(bytes) }])
  const manifest: Manifest = { format: FORMAT_VERSION, ...about, members: Object.fromEntries(listed) }
  const archive = new Bun.Archive({ [MANIFEST]: JSON.stringify(manifest, null, 2), ...Object.fromEntries(members) })
  const body = await archive.bytes()
  const trailer = `chaperone-backup ${FORMAT_VERSION} sha256 ${sha256Hex(body)}\n`
  return Buffer.concat([body, Buffer.from(trailer)])
}

/**
 * Takes a backup apart, after every byte of it was checked.
 * @throws CommandError for what is no backup, is damaged, or was made by a later version
 */
export const unpackArchive = async (bytes: Uint8Array): Promise<{ manifest: Manifest; members: Members }> => {
  const split = Math.max(0, bytes.length - TRAILER_BYTES)
  const [body, trailer] = [bytes.subarray(0, split), Buffer.from(bytes.subarray(split)).toString('latin1')]
  const [, version, digest] = TRAILER.exec(trailer) ?? []
  if (!version) throw damaged('it is no backup of this program, or its end is missing')
  if (Number(version) !== FORMAT_VERSION)
    throw damaged(`it has format ${version}; this version reads ${FORMAT_VERSION}`)
  if (sha256Hex(body) !== digest) throw damaged('its bytes are not those that were written')
  const files = await new Bun.Archive(body).files()
  const manifest: Manifest = JSON.parse((await files.get(MANIFEST)?.text()) ?? '{}')
  const members = new Map<string, Uint8Array>()
  for (const [name, { sha256 }] of Object.entries(manifest.members)) {
    const member = await files.get(name)?.bytes()
    if (!member || sha256Hex(member) !== sha256) throw damaged(`its member ${name} is not the one that was written`)
    members.set(name, member)
  }
  return { manifest, members }
}

const damaged = (what: string): CommandError => new CommandError(`the backup is refused: ${what}; nothing was touched`)
