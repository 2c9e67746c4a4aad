import type { Command } from 'commander'
import type { App } from '../app.ts'
import { spawnChromium } from '../browser/pool/spawn.ts'
import type { Browsing } from '../browsing.ts'
import { readConfig } from '../config.ts'
import { toLaunch } from '../launch.ts'
import { randomIds } from '../lib/ids.ts'
import { createLog, type Log } from '../lib/log.ts'
import { createCommand, type Terminal } from './command.ts'
import { createStopSignal } from './stop-signal.ts'

export const serveCommand = (terminal: Terminal): Command =>
  createCommand(terminal, {
    name: 'serve',
    summary: 'run the service until SIGTERM or SIGINT; a second signal ends it at once',
    help: ['Settings: CHAPERONE_* variables or chaperone.toml in the data directory (docs/operating.md).'],
    run: async ({ options }) => {
      using stop = createStopSignal()
      const config = readConfig()
      // Before anything else: what it takes to start is what the rest takes to be loaded (docs/decisions/0014).
      await using first = await spawnChromium(toLaunch(config))
      const log = createLog(config.log)
      const { createBrowsing } = await import('../browsing.ts')
      const browsing = createBrowsing(config, { ids: randomIds, log, first })
      browsing.pool.start().catch(() => undefined) // the service waits for it too, and tells
      const { createApp } = await import('../app.ts')
      const starting = createApp(config, { log, browsing })
      const app = await Promise.race([starting, stop.requested])
      if (!app) return await giveUp(starting, browsing)
      const ownerPassword = config.ownerPassword ? null : (app.firstRun?.ownerPassword.reveal() ?? null)
      const shown = { http: app.http, firstRun: app.firstRun, ownerPassword }
      terminal.out(options.json ? `${JSON.stringify(toReady(shown))}\n` : describeReady(shown))
      await stop.requested
      endAtLast(log)
      await app.close()
      return undefined
    },
  })

/** Told to stop before it was ready: nothing has begun yet but browsers. */
const giveUp = async (starting: Promise<App>, browsing: Browsing): Promise<undefined> => {
  starting.catch(() => undefined)
  await browsing[Symbol.asyncDispose]()
}

/** A service manager waits only so long, in ms; whatever is left open by then ends with the process. */
const LAST_MS = 11_500

const endAtLast = (log: Log): void => {
  const end = () => {
    log.error({}, 'not everything has ended in time')
    process.exit(0)
  }
  setTimeout(end, LAST_MS)
}

/** What is shown at the start; a password that the operator set himself is not. */
interface Shown extends Pick<App, 'http' | 'firstRun'> {
  readonly ownerPassword: string | null
}

const toReady = ({ http, firstRun, ownerPassword }: Shown) => ({
  url: http.url,
  port: http.port,
  ...(firstRun && {
    first_run: {
      owner_email: firstRun.ownerEmail,
      ...(ownerPassword !== null && { owner_password: ownerPassword }),
      agent_key: firstRun.agentKey.reveal(),
    },
  }),
})

/** One text, so that whoever waits for the ready line has read the rest. */
const describeReady = ({ http, firstRun, ownerPassword }: Shown): string => {
  const ready = `chaperone ready at ${http.url}\n`
  if (!firstRun) return ready
  return [
    'First start. Keep these, they are not shown again:',
    `  owner      ${firstRun.ownerEmail}`,
    `  password   ${ownerPassword ?? '(the one in CHAPERONE_OWNER_PASSWORD)'}`,
    `  agent key  ${firstRun.agentKey.reveal()}`,
    ready,
  ].join('\n')
}
