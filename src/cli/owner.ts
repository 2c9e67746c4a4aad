import type { Command } from 'commander'
import { createBase } from '../app.ts'
import { readConfig } from '../config.ts'
import { Secret } from '../lib/secret.ts'
import { SYSTEM } from '../modules/audit/event.ts'
import { CommandError, createCommand, createGroup, type Terminal } from './command.ts'
import { findWorkspaceId, WORKSPACE_OPTION } from './workspace.ts'

const MIN_PASSWORD = 8
const GENERATED_BYTES = 15

interface Account {
  email: string
  password?: string
  workspace?: string
}

export const ownerCommand = (terminal: Terminal): Command =>
  createGroup('owner', 'dashboard accounts with all rights: create, reset-password', [
    createCommand<Account & { password: string }>(terminal, {
      name: 'create',
      summary: 'make an owner’s account',
      options: {
        '--email <email>': 'what the owner signs in with (required)',
        '--password <password>': `at least ${MIN_PASSWORD} characters (required)`,
        ...WORKSPACE_OPTION,
      },
      run: async ({ options: { email, password, workspace } }) => {
        using base = createBase(readConfig())
        const account = { workspaceId: findWorkspaceId(base, workspace), email, password: checked(password) }
        const owner = await base.auth.humans.createHuman({ ...account, role: 'owner' }, SYSTEM)
        return { json: owner, text: `owner ${owner.email} ${owner.id}` }
      },
    }),
    createCommand<Account>(terminal, {
      name: 'reset-password',
      summary: 'set a password, take the second factor away, sign out everywhere',
      options: {
        '--email <email>': 'the account (required)',
        '--password <password>': `at least ${MIN_PASSWORD} characters (default: a generated one, shown once)`,
        ...WORKSPACE_OPTION,
      },
      run: async ({ options: { email, password, workspace } }) => {
        using base = createBase(readConfig())
        findWorkspaceId(base, workspace)
        const next = password === undefined ? new Secret(base.ids.token(GENERATED_BYTES)) : checked(password)
        const owner = await base.auth.humans.resetPassword(email, next, SYSTEM)
        const shown = password === undefined ? { password: next.reveal() } : {}
        return {
          json: { id: owner.id, email: owner.email, ...shown },
          text: shown.password
            ? `password  ${shown.password}\nIt is not shown again.`
            : `the password of ${owner.email} is set`,
        }
      },
    }),
  ])

const checked = (password: string): Secret => {
  if (password.length < MIN_PASSWORD)
    throw new CommandError(`--password: must have at least ${MIN_PASSWORD} characters`, { exitCode: 2 })
  return new Secret(password)
}
