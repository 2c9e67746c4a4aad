import type { Command } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { createCommand, type Terminal } from './command.ts'

/** Set by the build; from source there is none. */
declare const CHAPERONE_COMMIT: string | undefined

/** The release, and the commit where it is known. */
export const version = {
  version: manifest.version,
  commit: (typeof CHAPERONE_COMMIT === 'string' && CHAPERONE_COMMIT) || null,
  bun: Bun.version,
} as const

export const versionCommand = (terminal: Terminal): Command =>
  createCommand(terminal, {
    name: 'version',
    summary: 'print the version, the commit and the runtime',
    run: () => ({
      json: version,
      text: `chaperone ${version.version}${version.commit ? ` (${version.commit})` : ''}, Bun ${version.bun}`,
    }),
  })
