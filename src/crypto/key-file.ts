import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { AppError } from '../lib/errors.ts'
import { Secret } from '../lib/secret.ts'
import { generateMasterKey } from './keyring.ts'

const OTHERS_CAN_READ = 0o077

/**
 * Reads the master key from its file; makes the file, readable by its owner alone (0600), where there is none yet and
 * `create` allows it.
 * @throws AppError master_key_refused where the file is missing and must not be made, or is open to others
 */
export const readKeyFile = (path: string, options: { create: boolean }): Secret => {
  try {
    const { mode } = statSync(path)
    if (mode & OTHERS_CAN_READ) {
      throw new AppError('master_key_refused', `${path} can be read by others: chmod 600 ${path}`)
    }
    return new Secret(readFileSync(path, 'utf8').trim())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    if (!options.create)
      throw new AppError('master_key_refused', `the key file ${path} is missing: put it back from where it is kept`)
  }
  const key = generateMasterKey()
  writeFileSync(path, `${key.reveal()}\n`, { mode: 0o600, flag: 'wx' })
  return key
}
