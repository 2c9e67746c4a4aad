import { afterAll, beforeAll, setDefaultTimeout } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { type App, createApp } from '../../src/app.ts'
import { chromiumFlags } from '../../src/browser/pool/flags.ts'
import { createProfile } from '../../src/browser/pool/profile.ts'
import { browserUid } from '../../src/browser/pool/spawn.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/lib/log.ts'
import { launchOptions } from '../support/chromium.ts'
import { type Site, serveSite } from '../support/site.ts'

export const OWNER = { email: 'owner@example.com', password: 'correct horse battery staple' }

/** Sizes that people look at the dashboard in. */
export const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const
export type Size = keyof typeof SIZES

/** The real service with a real pool, a person's browser beside it, and a site for agents to visit. */
export interface Stage {
  readonly app: App
  readonly site: Site
  readonly browser: Browser
  /** The agent that the first start makes. */
  readonly agent: (
    method: string,
    path: string,
    body?: object,
  ) => Promise<{ status: number; body: Record<string, unknown> }>
  /** A clean browser of a person, at a size, light or dark. */
  open(size?: Size, scheme?: 'light' | 'dark'): Promise<Page>
}

/** A browser of a person, beside the service's own. */
export const launchBrowser = async () => {
  const { executable, sandbox, tag } = launchOptions()
  const uid = browserUid()
  const profile = await createProfile(tag, uid)
  const flags = chromiumFlags({ profile: profile.path, sandbox, extra: [] })
  const setpriv = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--pdeathsig=KILL', '--', executable]
  const browser = await puppeteer.launch({
    executablePath: uid === undefined ? executable : '/usr/bin/setpriv',
    ignoreDefaultArgs: true,
    args: [...(uid === undefined ? [] : setpriv), ...flags],
    env: { HOME: profile.path, TMPDIR: profile.tmp, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    pipe: true,
    waitForInitialPage: false,
  })
  return {
    browser,
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await profile[Symbol.asyncDispose]()
    },
  }
}

/** Sets a stage; disposing of it strikes it. */
export const openStage = async (): Promise<Stage & AsyncDisposable> => {
  await using cleanup = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'chaperone-dashboard-'))
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }))
  const site = cleanup.use(serveSite())
  const app = await createApp(
    readConfig({
      CHAPERONE_DATA_DIR: folder,
      CHAPERONE_PORT: '0',
      CHAPERONE_OWNER_EMAIL: OWNER.email,
      CHAPERONE_OWNER_PASSWORD: OWNER.password,
      CHAPERONE_RATE_LIMIT: '0',
      CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8',
      CHAPERONE_LOG: 'error',
      PATH: process.env['PATH'],
    }),
    { log: createLog('silent') },
  )
  cleanup.defer(() => app.close())
  const { browser } = cleanup.use(await launchBrowser())
  const kept = cleanup.move()
  return { ...createStage(app, site, browser), [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** Two browsers, the service and the tests share the machine with whatever else runs: what is waited for is waited for long, in ms. */
export const PATIENCE_MS = 45_000
const STAGE_TEST_MS = 150_000

/** One stage for the tests of a file, set before the first and struck after the last. */
export const useStage = (): Stage => {
  setDefaultTimeout(STAGE_TEST_MS)
  let stage: (Stage & AsyncDisposable) | undefined
  const standing = () => {
    if (!stage) throw new Error('the stage is only there while tests run')
    return stage
  }
  beforeAll(async () => {
    stage = await openStage()
  }, STAGE_TEST_MS)
  afterAll(() => stage?.[Symbol.asyncDispose](), STAGE_TEST_MS)
  return {
    get app() {
      return standing().app
    },
    get site() {
      return standing().site
    },
    get browser() {
      return standing().browser
    },
    agent: (...call) => standing().agent(...call),
    open: (...size) => standing().open(...size),
  }
}

/** A tab of a clean browser, at a size, light or dark. */
export const openTab = async (browser: Browser, size: Size, scheme: 'light' | 'dark'): Promise<Page> => {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.setViewport(SIZES[size])
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  return page
}

const createStage = (app: App, site: Site, browser: Browser): Stage => ({
  ...{ app, site, browser },
  agent: async (method, path, body) => {
    const response = await fetch(app.http.url + path, {
      method,
      headers: {
        authorization: `Bearer ${app.firstRun?.agentKey.reveal()}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  },
  open: (size = 'desktop', scheme = 'light') => openTab(browser, size, scheme),
})
