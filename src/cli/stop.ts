import type { Command } from 'commander'
import { createBase } from '../app.ts'
import { readConfig } from '../config.ts'
import { SYSTEM } from '../modules/audit/event.ts'
import type { StopScope } from '../modules/stops/service.ts'
import { CommandError, createCommand, type Terminal } from './command.ts'
import { findWorkspaceId, WORKSPACE_OPTION } from './workspace.ts'

const SCOPES: readonly string[] = ['workspace', 'user', 'agent', 'login'] satisfies StopScope[]

const isScope = (text: string): text is StopScope => SCOPES.includes(text)

export const stopCommand = (terminal: Terminal): Command =>
  createCommand<{ workspace?: string; lift?: true }>(terminal, {
    name: 'stop',
    summary: 'the kill switch: end every session of something, and let none begin',
    args: { '<scope>': SCOPES.join(', '), '<id>': 'its id, or its name' },
    options: { '--lift': 'allow sessions again', ...WORKSPACE_OPTION },
    help: ['A running service ends the sessions within half a second.'],
    run: async ({ args: [scope = '', id = ''], options }) => {
      if (!isScope(scope)) throw new CommandError(`there is no ${scope} to stop: ${SCOPES.join(', ')}`, { exitCode: 2 })
      using base = createBase(readConfig())
      const workspaceId = findWorkspaceId(base, options.workspace)
      const target = { scope, id }
      if (options.lift) {
        const stops = base.stops.liftAs(workspaceId, target, SYSTEM)
        return { json: { lifted: stops }, text: `${scope} ${id} may have sessions again` }
      }
      const { stops } = await base.stops.stopAs(workspaceId, target, SYSTEM)
      return { json: { stops }, text: `${scope} ${id} is stopped` }
    },
  })
