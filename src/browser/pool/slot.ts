import type { BrowserContext } from 'puppeteer-core'
import type { EgressGate, EgressPort, Fence } from '../../contract/egress.ts'
import { Deadline } from '../../lib/deadline.ts'
import type { Log } from '../../lib/log.ts'
import type { Activity } from '../activity.ts'
import type { ContextPolicy } from '../context-policy.ts'
import type { BrowserLease, LeaseEnd } from '../lease.ts'
import { createPageStack } from '../page-stack.ts'
import { createTab, type Tab } from '../tab.ts'
import { createTaintedFence } from '../tainted-fence.ts'
import type { Chromium } from './chromium.ts'

/** A context that is ready to be leased: its own egress port, one blank page, every guard up. */
export interface Slot {
  readonly chromium: Chromium
  /** Turns it into a lease, once; no browser is asked for anything. */
  lease(fence: Fence, id: string): BrowserLease
  /** Ends context and port, leased or not. */
  close(): Promise<void>
  /** The context is lost; a lease of it ends. */
  fail(end: LeaseEnd): void
  readonly ended: boolean
  onEnded(listener: () => void): void
}

interface SlotDeps {
  readonly gate: EgressGate
  readonly activity: Activity
  readonly log: Log
  /** Until when it must be made: what a dead browser was asked for is never answered. */
  readonly deadline: Deadline
}

/**
 * Makes a slot in a running Chromium. Without a fence its port and its guards refuse everything.
 * @throws AppError not_configured where its renderer turns out to have no sandbox though one is required
 */
export const createSlot = async (chromium: Chromium, { gate, activity, log, deadline }: SlotDeps): Promise<Slot> => {
  await using undo = new AsyncDisposableStack()
  const port = undo.use(await gate.openPort())
  const making = chromium.browser.createBrowserContext({
    proxyServer: `http://127.0.0.1:${port.port}`,
    // Loopback would go past the proxy otherwise.
    proxyBypassList: ['<-loopback>'],
  })
  const context = await deadline.race(making)
  const stack = createPageStack(log)
  // A context keeps its guard until its last page is gone.
  undo.defer(() => chromium.guards.forget(context.id ?? ''))
  undo.defer(() => endContext(context, { chromium, policy: stack.policy, log }))
  await deadline.race(chromium.guards.register(context.id ?? '', stack.policy))
  await deadline.race(stack.openPage(context))
  await deadline.race(chromium.proveSandbox())
  stack.watch(context)
  const slot = new ContextSlot(
    chromium,
    port,
    createTab(stack, { port, activity }),
    fence => {
      stack.policy.fence = fence
      port.setFence(createTaintedFence(fence, stack.policy))
    },
    undo.move(),
  )
  stack.onEmpty(() => slot.fail('tab_closed'))
  return slot
}

/** A context that has not ended by then has busy renderers, which are ended first; in ms. */
const BUSY_MS = 500
/** A browser that does not end a context in this time after that gets no more of them; in ms. */
const END_MS = 3_000
/** One that does not even say its version within this time hangs, and is ended itself; in ms. */
const ANSWER_MS = 5_000

interface Ending {
  readonly chromium: Chromium
  readonly policy: ContextPolicy
  readonly log: Log
}

const endContext = async (context: BrowserContext, { chromium, policy, log }: Ending): Promise<void> => {
  if (!chromium.alive) return
  const crash = setTimeout(() => chromium.guards.crashPages(policy), BUSY_MS)
  try {
    using deadline = new Deadline(BUSY_MS + END_MS)
    await deadline.race(context.close())
  } catch (error) {
    if (!chromium.alive) return
    log.error({ err: error, pid: chromium.pid }, 'browser does not end a context: it gets no more of them')
    chromium.retire()
    await endIfHung(chromium, log)
  } finally {
    clearTimeout(crash)
  }
}

const endIfHung = async (chromium: Chromium, log: Log): Promise<void> => {
  using deadline = new Deadline(ANSWER_MS)
  try {
    await deadline.race(chromium.browser.version())
  } catch (error) {
    if (!chromium.alive) return
    log.error({ err: error, pid: chromium.pid }, 'browser hangs: ending it')
    await chromium.close()
  }
}

class ContextSlot implements Slot {
  readonly chromium: Chromium
  readonly #port: EgressPort
  readonly #tab: Tab
  readonly #setFence: (fence: Fence) => void
  readonly #resources: AsyncDisposableStack
  readonly #abort = new AbortController()
  readonly #deathListeners: ((end: LeaseEnd) => void)[] = []
  readonly #endListeners: (() => void)[] = []
  #end: LeaseEnd | undefined
  #closing: Promise<void> | undefined

  constructor(
    chromium: Chromium,
    port: EgressPort,
    tab: Tab,
    setFence: (fence: Fence) => void,
    resources: AsyncDisposableStack,
  ) {
    this.chromium = chromium
    this.#port = port
    this.#tab = tab
    this.#setFence = setFence
    this.#resources = resources
  }

  get ended(): boolean {
    return this.#closing !== undefined
  }

  lease(fence: Fence, id: string): BrowserLease {
    this.#setFence(fence)
    const close = () => this.close()
    return {
      id,
      tab: this.#tab,
      egress: this.#port,
      signal: this.#abort.signal,
      onDied: listener => {
        if (this.#end) listener(this.#end)
        else this.#deathListeners.push(listener)
      },
      close,
      [Symbol.asyncDispose]: close,
    }
  }

  fail(end: LeaseEnd): void {
    if (this.ended) return
    this.#end = end
    const closing = this.close()
    for (const listener of this.#deathListeners.splice(0)) listener(end)
    closing.catch(() => undefined) // whoever holds the lease closes it too and gets the error
  }

  onEnded(listener: () => void): void {
    this.#endListeners.push(listener)
  }

  close(): Promise<void> {
    this.#closing ??= this.#tearDown()
    return this.#closing
  }

  async #tearDown(): Promise<void> {
    this.#abort.abort()
    this.#port.cut()
    try {
      await this.#resources.disposeAsync()
    } finally {
      for (const listener of this.#endListeners.splice(0)) listener()
    }
  }
}
