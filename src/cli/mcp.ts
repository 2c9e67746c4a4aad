import type { Command } from 'commander'
import { readClientConfig } from '../config.ts'
import { createBridge, splitLines } from '../mcp/stdio.ts'
import { createCommand, type Terminal } from './command.ts'

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
      for await (const line of splitLines(Bun.stdin.stream())) {
        if (line.trim()) void bridge.pass(line)
      }
      bridge.close()
      return undefined
    },
  })
