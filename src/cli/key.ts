import type { Command } from 'commander'
import { createBase } from '../app.ts'
import { readConfig } from '../config.ts'
import { SYSTEM } from '../modules/audit/event.ts'
import { createCommand, createGroup, type Terminal } from './command.ts'
import { readAllPages } from './pages.ts'
import { toTable } from './table.ts'
import { findWorkspaceId, WORKSPACE_OPTION } from './workspace.ts'

interface WorkspaceOption {
  workspace?: string
}

export const keyCommand = (terminal: Terminal): Command =>
  createGroup('key', 'agents’ API keys: create, list, revoke', [
    createKeyCommand(terminal),
    createCommand<WorkspaceOption & { agent?: string }>(terminal, {
      name: 'list',
      summary: 'all keys of a workspace, revoked ones too; of a key only its last four characters are known',
      options: { ...WORKSPACE_OPTION, '--agent <id>': 'only keys of this agent' },
      run: ({ options }) => {
        using base = createBase(readConfig())
        const workspaceId = findWorkspaceId(base, options.workspace)
        const keys = readAllPages(page => {
          const found = base.auth.agents.listKeys(workspaceId, { ...page, agentId: options.agent })
          return { rows: found.keys, next_cursor: found.next_cursor }
        })
        return { json: { keys }, text: toTable(keys, ['id', 'agent_name', 'last4', 'created_at', 'revoked_at']) }
      },
    }),
    createCommand<WorkspaceOption>(terminal, {
      name: 'revoke',
      summary: 'end a key at once; revoking again changes nothing',
      args: { '<id>': 'the id that list shows' },
      options: WORKSPACE_OPTION,
      run: ({ args: [id = ''], options }) => {
        using base = createBase(readConfig())
        const key = base.auth.agents.revokeKey(findWorkspaceId(base, options.workspace), id, SYSTEM)
        return { json: key, text: `revoked ${key.id} of ${key.agent_name}` }
      },
    }),
  ])

const createKeyCommand = (terminal: Terminal): Command =>
  createCommand<WorkspaceOption & { agent: string; role?: string[] }>(terminal, {
    name: 'create',
    summary: 'a new key for an agent; the agent is made where there is none of that name',
    options: {
      '--agent <name>': 'the agent’s name (required)',
      '--role <role>': 'a role the agent has (repeatable)',
      ...WORKSPACE_OPTION,
    },
    help: ['The key is shown once and stored nowhere. It works at once, while the service runs.'],
    run: ({ options }) => {
      using base = createBase(readConfig())
      const agent = { name: options.agent, roles: options.role ?? [] }
      const made = base.auth.agents.createKeyByName(findWorkspaceId(base, options.workspace), agent, SYSTEM)
      const key = made.key.reveal()
      return {
        json: { agent_id: made.agentId, key, key_id: made.keyId },
        text: `agent  ${made.agentId}\nkey    ${key}\nIt is not shown again.`,
      }
    },
  })
