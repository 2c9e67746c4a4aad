import { expect, test } from 'bun:test'
import type { FileCipher } from '../../src/crypto/file-cipher.ts'
import { createKeyring } from '../../src/crypto/keyring.ts'
import { isAppError } from '../../src/lib/errors.ts'
import { Secret } from '../../src/lib/secret.ts'
import vectors from '../vectors/ciphertexts-v1.json'
import { masterKeyOf } from './fixed-random.ts'

const cipher = createKeyring(masterKeyOf(1)).artifacts
const bytes = new TextEncoder().encode('a picture')

const opens = async (file: Uint8Array, name: string, by: FileCipher = cipher): Promise<boolean> => {
  try {
    return Buffer.from(await by.decrypt(file, name)).equals(Buffer.from(bytes))
  } catch (error) {
    if (isAppError(error, 'entry_unreadable')) return false
    throw error
  }
}

for (const vector of vectors.files)
  test(`a file of format version 1 opens from the recorded bytes: ${vector.title}`, async () => {
    const { artifacts } = createKeyring(new Secret(vector.master_key))
    const opened = await artifacts.decrypt(Buffer.from(vector.file, 'hex'), vector.name)
    expect(Buffer.from(opened).toString('hex')).toBe(vector.plaintext)
  })

test('a file opens to what was put in, under its own name only, and is never the same twice', async () => {
  const [one, other] = [await cipher.encrypt(bytes, 'a1'), await cipher.encrypt(bytes, 'a1')]
  expect(await opens(one, 'a1')).toBe(true)
  expect(await opens(one, 'a2')).toBe(false)
  expect(one).not.toEqual(other)
})

test('a file that was edited anywhere, cut or made longer does not open, nor does it under another key', async () => {
  const file = await cipher.encrypt(bytes, 'a1')
  for (let index = 0; index < file.length; index += 1) {
    const edited = Uint8Array.from(file, (byte, at) => (at === index ? byte ^ 1 : byte))
    expect(await opens(edited, 'a1')).toBe(false)
    expect(await opens(file.subarray(0, index), 'a1')).toBe(false)
  }
  expect(await opens(Uint8Array.from([...file, 0]), 'a1')).toBe(false)
  expect(await opens(file, 'a1', createKeyring(masterKeyOf(2)).artifacts)).toBe(false)
})
