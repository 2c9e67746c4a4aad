import { sha256Hex } from '../crypto/digest.ts'
import type { Keyring } from '../crypto/keyring.ts'
import { CommandError } from './command.ts'

/*
 * A backup is one file: a tar archive whose first member is `manifest.json`, followed by one line, the trailer:
 * `chaperone-backup 2 <check value of the key> hmac-sha256 <code of all bytes before the line>` (RFC 2104, under a key derived
 * from the master key, base64url), so that nobody without the key can change a backup. tar programs ignore what follows the
 * archive's end. Format 1 had a plain SHA-256 there and is not read any more.
 */

const FORMAT_VERSION = 2
const MANIFEST = 'manifest.json'
const TRAILER = /chaperone-backup (\d+) (?:([\w-]{43}) hmac-sha256 ([\w-]{43})|sha256 [0-9a-f]{64})\n$/
/** Longest of any format, in bytes. */
const TRAILER_BYTES = 140

/** What a backup says of itself. */
export interface Manifest {
  readonly format: typeof FORMAT_VERSION
  readonly created_at: string
  /** Version of the program that made it. */
  readonly chaperone: string
  readonly members: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>
}

/** Members by their path below the data directory. */
export type Members = ReadonlyMap<string, Uint8Array>

type Keys = Pick<Keyring, 'backups' | 'checkValue' | 'assertMatches'>

/** All bytes of a backup. */
export const packArchive = async (
  about: Omit<Manifest, 'format' | 'members'>,
  members: Members,
  keys: Keys,
): Promise<Uint8Array> => {
  const listed = [...members].map(([name, bytes]) => [name, { bytes: bytes.length, sha256: sha256Hex(bytes) }])
  const manifest: Manifest = { format: FORMAT_VERSION, ...about, members: Object.fromEntries(listed) }
  const archive = new Bun.Archive({ [MANIFEST]: JSON.stringify(manifest, null, 2), ...Object.fromEntries(members) })
  const body = await archive.bytes()
  const trailer = `chaperone-backup ${FORMAT_VERSION} ${keys.checkValue} hmac-sha256 ${keys.backups.sign(body)}\n`
  return Buffer.concat([body, Buffer.from(trailer)])
}

/**
 * Takes a backup apart, after every byte of it was checked.
 * @throws CommandError for what is no backup, is damaged or edited, or has another format
 * @throws AppError master_key_refused for a backup of data of another key
 */
export const unpackArchive = async (
  bytes: Uint8Array,
  keys: Keys,
): Promise<{ manifest: Manifest; members: Members }> => {
  const end = Buffer.from(bytes.subarray(-TRAILER_BYTES)).toString('latin1')
  const [trailer = '', version, keyCheck = '', code = ''] = TRAILER.exec(end) ?? []
  const body = bytes.subarray(0, bytes.length - trailer.length)
  if (!version) throw damaged('it is no backup of this program, or its end is missing')
  if (Number(version) !== FORMAT_VERSION)
    throw damaged(`it has format ${version}; this version reads ${FORMAT_VERSION}`)
  keys.assertMatches(keyCheck)
  if (!keys.backups.verify(body, code)) throw damaged('its bytes are not those that were written')
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
