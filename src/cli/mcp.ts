import type { Command } from 'commander'
import { readClientConfig } from '../config.ts'
import { Deadline } from '../lib/deadline.ts'
import { createBridge, splitLines } from '../mcp/stdio.ts'
import { createCommand, type Terminal } from './command.ts'

/** How long the answers to the last lines are waited for once the client has closed its end, in ms. */
const LAST_MS = 2_000

export const mcpCommand = (terminal: Terminal): Command =>
  createCommand(terminal, {
    name: 'mcp',
    summary: 'serve MCP on stdin and stdout, for clients that start a command, out of a running service',
    help: [
      'Settings: CHAPERONE_KEY, an agent’s key; CHAPERONE_URL, the service (http://127.0.0.1:4600);',
      'CHAPERONE_USER, the user that it works for (default).',
    ],
    run: async () => {
      const { url, key, user } = readClientConfig()
      const endpoint = new URL(`${url}/mcp`)
      if (user !== null) endpoint.searchParams.set('user', user)
      const bridge = createBridge({
        ...{ endpoint, fetch, authorization: `Bearer ${key.reveal()}`, connection: crypto.randomUUID() },
        write: line => terminal.out(`${line}\n`),
      })
      const passed = new Set<Promise<void>>()
      for await (const line of splitLines(Bun.stdin.stream())) {
        if (!line.trim()) continue
        const passing = bridge.pass(line)
        passed.add(passing)
        void passing.finally(() => passed.delete(passing))
      }
      using last = new Deadline(LAST_MS)
      await last.race(Promise.all(passed)).catch(() => undefined)
      bridge.close()
      return undefined
    },
  })
