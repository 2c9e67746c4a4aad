import type { Command } from 'commander'
import { type Base, createBase } from '../app.ts'
import { readConfig } from '../config.ts'
import { createCommand, createGroup, type Terminal } from './command.ts'
import { toTable } from './table.ts'

/** The option of every command that works in one workspace. */
export const WORKSPACE_OPTION = { '--workspace <name>': 'the workspace (default: the first one)' } as const

/** The named workspace; without a name the first one, made where there is none yet. @throws AppError not_found */
export const findWorkspaceId = (base: Base, name: string | undefined): string =>
  (name === undefined ? base.auth.ensureWorkspace() : base.auth.findWorkspace(name)).id

export const workspaceCommand = (terminal: Terminal): Command =>
  createGroup('workspace', 'tenants: create, list', [
    createCommand(terminal, {
      name: 'create',
      summary: 'make a workspace with a default kit and a default user',
      args: { '<name>': 'a name that no workspace has' },
      run: ({ args: [name = ''] }) => {
        using base = createBase(readConfig())
        const { id } = base.auth.createWorkspace(name)
        return { json: { workspace_id: id }, text: `workspace ${name} ${id}` }
      },
    }),
    createCommand(terminal, {
      name: 'list',
      summary: 'all workspaces, oldest first',
      run: () => {
        using base = createBase(readConfig())
        const workspaces = base.auth.listWorkspaces()
        return { json: { workspaces }, text: toTable(workspaces, ['id', 'name', 'created_at']) }
      },
    }),
  ])
