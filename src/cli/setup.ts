import { existsSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { createBase } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { ensureChromium, type FoundChromium } from './chromium.ts'
import { createCommand, type Terminal } from './command.ts'

export const setupCommand = (terminal: Terminal): Command =>
  createCommand<{ browser?: true }>(terminal, {
    name: 'setup',
    summary: 'find or install a Chromium, and make the data directory with its key and database',
    options: { '--browser': 'see to the Chromium only' },
    help: ['Running it again changes nothing. The owner and the first key are made by the first serve.'],
    run: async ({ options }) => {
      const config = readConfig()
      const found = await ensureChromium(config, line => terminal.err(`chaperone: ${line}\n`))
      if (options.browser) return { json: found, text: `Chromium: ${found.chromium}` }
      createBase(config)[Symbol.dispose]()
      if (found.source === 'downloaded' && !config.chromium) await rememberChromium(config, found)
      return {
        json: { ...found, data_dir: config.dataDir },
        text: `Chromium: ${found.chromium}\nData: ${config.dataDir}\nNext: chaperone serve`,
      }
    },
  })

/** A downloaded Chromium is where nobody would look for it: the data directory's settings say where. */
const rememberChromium = async ({ dataDir }: Config, { chromium }: FoundChromium): Promise<void> => {
  const path = join(dataDir, 'chaperone.toml')
  const start = existsSync(path) ? '\n' : ''
  await appendFile(path, `${start}chromium = ${JSON.stringify(chromium)}\n`, { mode: 0o600 })
}
