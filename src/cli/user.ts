import type { Command } from 'commander'
import { createBase } from '../app.ts'
import { readConfig } from '../config.ts'
import { SYSTEM } from '../modules/audit/event.ts'
import { createCommand, createGroup, type Terminal } from './command.ts'
import { readAllPages } from './pages.ts'
import { toTable } from './table.ts'
import { findWorkspaceId, WORKSPACE_OPTION } from './workspace.ts'

interface CreateOptions {
  externalId: string
  email?: string
  label?: string
  workspace?: string
}

export const userCommand = (terminal: Terminal): Command =>
  createGroup('user', 'tenant users, whom browser work is done for: create, list', [
    createCommand<CreateOptions>(terminal, {
      name: 'create',
      summary: 'make a user under the default kit',
      options: {
        '--external-id <id>': 'your own id of the user, unique in the workspace (required)',
        '--email <email>': 'what sign-ups are made with',
        '--label <text>': 'a name for the dashboard',
        ...WORKSPACE_OPTION,
      },
      run: ({ options }) => {
        using base = createBase(readConfig())
        const input = { external_id: options.externalId, email: options.email, label: options.label }
        const user = base.users.createAs(findWorkspaceId(base, options.workspace), input, SYSTEM)
        return { json: user, text: `user ${user.external_id} ${user.id}` }
      },
    }),
    createCommand<{ workspace?: string }>(terminal, {
      name: 'list',
      summary: 'all users of a workspace but deleted ones',
      options: WORKSPACE_OPTION,
      run: ({ options }) => {
        using base = createBase(readConfig())
        const workspaceId = findWorkspaceId(base, options.workspace)
        const users = readAllPages(page => {
          const found = base.users.listOf(workspaceId, page)
          return { rows: found.users, next_cursor: found.next_cursor }
        })
        return { json: { users }, text: toTable(users, ['id', 'external_id', 'email', 'status', 'created_at']) }
      },
    }),
  ])
