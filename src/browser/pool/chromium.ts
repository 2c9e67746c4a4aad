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
  /** The folder of its profile. */
  readonly profile: string
  /** Called once when the process is gone, for whatever reason. */
  onDied(listener: () => void): void
  readonly alive: boolean
  /**
   * Holds it to its sandbox where one is required. It has no renderer before its first page; once shown, this costs nothing.
   * @throws AppError not_configured
   */
  proveSandbox(): Promise<void>
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
  connectChromium(await spawnChromium(options), options.log)

/** Waits for a Chromium that was spawned, and takes it over. @throws as launchChromium does; it is ended then */
export const connectChromium = async (spawned: SpawnedChromium, log: Log): Promise<Chromium> => {
  try {
    const browser = await connect(spawned).catch(async error => {
      throw await explainLaunchFailure(error, spawned.command)
    })
    return supervise(browser, spawned, await createGuards(browser, log))
  } catch (error) {
    await spawned[Symbol.asyncDispose]()
    throw error
  }
}

const connect = async ({ child, exited }: SpawnedChromium): Promise<Browser> => {
  const [, , , toChromium, fromChromium] = child.stdio
  if (!toChromium || !fromChromium || !('write' in toChromium) || !('read' in fromChromium))
    throw new Error('there is no pipe to Chromium')
  using deadline = new Deadline(ANSWER_MS)
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
  const { profile, sandbox } = spawned
  const pid = spawned.child.pid
  if (pid === undefined) throw new Error('Chromium has no process')
  let proof: Promise<void> | undefined
  let ending: Promise<void> | undefined
  return {
    ...{ browser, guards, pid, profile },
    onDied: listener => void browser.once('disconnected', listener),
    get alive() {
      return browser.connected
    },
    proveSandbox: () => {
      proof ??= sandbox === 'required' ? assertSandboxed(pid) : Promise.resolve()
      return proof
    },
    close: () => {
      ending ??= Promise.resolve(spawned[Symbol.asyncDispose]())
      return ending
    },
  }
}
