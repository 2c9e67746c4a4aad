import puppeteer, { type Browser } from 'puppeteer-core'
import { PipeTransport } from 'puppeteer-core/internal/node/PipeTransport.js'
import { Deadline } from '../../lib/deadline.ts'
import type { Log } from '../../lib/log.ts'
import { createGuards, type Guards } from '../guard.ts'
import { assertSandboxed, explainLaunchFailure } from './sandbox.ts'
import { type LaunchOptions, type SpawnedChromium, spawnChromium } from './spawn.ts'

/** One running Chromium. */
export interface Chromium {
  readonly browser: Browser
  readonly guards: Guards
  readonly pid: number
  /** The folders of its profile and of its temporary files. */
  readonly profile: string
  readonly tmp: string
  /** Called once when the process is gone, for whatever reason. */
  onDied(listener: () => void): void
  readonly alive: boolean
  /** Aborted when the process is gone. */
  readonly gone: AbortSignal
  /**
   * Holds it to its sandbox where one is required. It has no renderer before its first page; once shown, this costs nothing.
   * @throws AppError not_configured
   */
  proveSandbox(): Promise<void>
  /** It gets no more contexts, and is ended once it has none in use. */
  retire(): void
  readonly isRetired: boolean
  /** Ends the process and all that it started, and removes its profile. */
  close(): Promise<void>
}

/** Pixels of every page; puppeteer applies it to popups too. */
export const VIEWPORT = { width: 1280, height: 800 } as const

/** A Chromium that has not answered by then does not start, in ms. */
const ANSWER_MS = 30_000

/**
 * Starts Chromium over a pipe, with its sandbox, as an unprivileged user, without a page, and with guards on every page to come.
 * @throws AppError not_configured when it does not start; it refuses to where it can make no sandbox
 */
export const launchChromium = async (options: LaunchOptions & { readonly log: Log }): Promise<Chromium> =>
  connectChromium(await spawnChromium(options), options)

/**
 * Waits for a Chromium that was spawned, and takes it over. An abort of the signal ends it.
 * @throws as launchChromium does; it is ended then
 */
export const connectChromium = async (
  spawned: SpawnedChromium,
  { log, signal }: { readonly log: Log; readonly signal?: AbortSignal | undefined },
): Promise<Chromium> => {
  try {
    using deadline = new Deadline(ANSWER_MS, signal)
    const browser = await connect(spawned, deadline).catch(async error => {
      throw signal?.aborted ? error : await explainLaunchFailure(error, spawned)
    })
    return supervise(browser, spawned, await deadline.race(createGuards(browser, log)))
  } catch (error) {
    await spawned[Symbol.asyncDispose]()
    throw error
  }
}

const connect = async ({ child, exited }: SpawnedChromium, deadline: Deadline): Promise<Browser> => {
  const [, , , toChromium, fromChromium] = child.stdio
  if (!toChromium || !fromChromium || !('write' in toChromium) || !('read' in fromChromium))
    throw new Error('there is no pipe to Chromium')
  const connecting = puppeteer.connect({
    transport: new PipeTransport(toChromium, fromChromium, () => undefined),
    // What they tell of every request and every console line, nobody here reads (docs/decisions/0024).
    networkEnabled: false,
    issuesEnabled: false,
    defaultViewport: VIEWPORT,
  })
  const ended = exited.then((): never => {
    throw new Error('it ended before it answered')
  })
  return await deadline.race(Promise.race([connecting, ended]))
}

const supervise = (browser: Browser, spawned: SpawnedChromium, guards: Guards): Chromium => {
  const { profile, tmp, sandbox } = spawned
  const pid = spawned.child.pid
  if (pid === undefined) throw new Error('Chromium has no process')
  const gone = new AbortController()
  browser.once('disconnected', () => gone.abort(new Error('the browser died')))
  let proof: Promise<void> | undefined
  let ending: Promise<void> | undefined
  let isRetired = false
  return {
    ...{ browser, guards, pid, profile, tmp, gone: gone.signal },
    onDied: listener => void browser.once('disconnected', listener),
    get alive() {
      return browser.connected
    },
    proveSandbox: () => {
      proof ??= sandbox === 'required' ? assertSandboxed(pid) : Promise.resolve()
      return proof
    },
    retire: () => {
      isRetired = true
    },
    get isRetired() {
      return isRetired
    },
    close: () => {
      ending ??= Promise.resolve(spawned[Symbol.asyncDispose]())
      return ending
    },
  }
}
