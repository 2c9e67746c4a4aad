import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { ensureChromium } from './chromium.ts'
import { createCommand, type Terminal } from './command.ts'

export const setupCommand = (terminal: Terminal): Command =>
  createCommand<{ browser?: true }>(terminal, {
    name: 'setup',
    summary: 'find or install a Chromium, and prepare the data directory',
    options: { '--browser': 'see to the Chromium only' },
    run: async () => {
      const notice = (line: string) => terminal.err(`chaperone: ${line}\n`)
      const found = await ensureChromium(readConfig().chromium, notice)
      return { json: found, text: `Chromium: ${found.chromium}` }
    },
  })
