import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { type App, createApp, createBase } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { startGreenhouse } from '../greenhouse/site.ts'
import { SYSTEM } from '../modules/audit/event.ts'
import { createCommand, type Terminal } from './command.ts'
import { CHAPTERS } from './demo/day.ts'
import { createGuide } from './demo/guide.ts'
import { createPeople } from './demo/people.ts'
import { createStopSignal } from './stop-signal.ts'

interface DemoOptions {
  once?: true
  dataDir?: string
  port?: string
}

export const demoCommand = (terminal: Terminal): Command =>
  createCommand<DemoOptions>(terminal, {
    name: 'demo',
    summary: 'serve with a built-in shop and walk an agent’s day through the REST API',
    options: {
      '--once': 'end after the walk instead of serving on',
      '--data-dir <dir>': 'where the demo keeps its data (default: a temporary directory, removed at the end)',
      '--port <port>': 'the port to serve on (default: a free one)',
    },
    run: async ({ options }) => {
      using stop = createStopSignal()
      await using place = await openDataDir(options.dataDir)
      await using site = startGreenhouse()
      const app = await createApp(toDemoConfig(place.path, options.port))
      try {
        const say = options.json ? terminal.err : terminal.out
        const steps = await walk(app, { key: findKey(app, place.path), shop: `http://127.0.0.1:${site.port}`, say })
        say(`\nThe dashboard: ${app.http.url}/\n${describeOwner(app)}`)
        if (options.json) terminal.out(`${JSON.stringify({ dashboard: `${app.http.url}/`, steps })}\n`)
        if (!options.once) {
          say('\nServing until Ctrl-C.\n')
          await stop.requested
        }
      } finally {
        await app.close()
      }
      return undefined
    },
  })

/** The settings of the environment, but for the demo's own place and the loopback shop that it must reach. */
const toDemoConfig = (dataDir: string, port: string | undefined): Config => {
  const config = readConfig()
  return {
    ...config,
    dataDir,
    masterKeyFile: join(dataDir, 'master.key'),
    port: Number(port ?? 0),
    publicUrl: null,
    allowPrivate: [...config.allowPrivate, '127.0.0.0/8'],
    log: 'warn',
  }
}

const openDataDir = async (given: string | undefined) => {
  if (given) return { path: resolve(given), [Symbol.asyncDispose]: async () => {} }
  const path = await mkdtemp(join(tmpdir(), 'chaperone-demo-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** The first start's key; on data that is there already, a new one. */
const findKey = ({ firstRun }: App, dataDir: string): string => {
  if (firstRun) return firstRun.agentKey.reveal()
  using base = createBase(toDemoConfig(dataDir, undefined))
  const workspaceId = base.auth.ensureWorkspace().id
  return base.auth.agents.createKeyByName(workspaceId, { name: 'demo', roles: [] }, SYSTEM).key.reveal()
}

const walk = async (
  { http, firstRun }: App,
  { key, shop, say }: { key: string; shop: string; say: (text: string) => void },
) => {
  const guide = createGuide(http.url, key, say)
  const people =
    firstRun &&
    (await createPeople(http.url, { email: firstRun.ownerEmail, password: firstRun.ownerPassword.reveal() }))
  const look = async (url: string): Promise<string> => {
    const picture = await fetch(url)
    return `A signed URL, good for five minutes: ${picture.headers.get('content-type')}, ${(await picture.bytes()).length} bytes.`
  }
  say(`The shop: ${shop}\nThe service: ${http.url}\n`)
  for (const chapter of CHAPTERS) await chapter(guide, { shop, look, people })
  return guide.steps
}

const describeOwner = ({ firstRun }: App): string =>
  firstRun ? `  sign in as ${firstRun.ownerEmail} with ${firstRun.ownerPassword.reveal()}\n` : ''
