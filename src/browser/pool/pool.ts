import type { EgressGate, Fence } from '../../contract/egress.ts'
import { Deadline } from '../../lib/deadline.ts'
import { stoppingError } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import type { Log } from '../../lib/log.ts'
import { createActivity } from '../activity.ts'
import type { BrowserLease } from '../lease.ts'
import { createBackoff } from './backoff.ts'
import { type Chromium, connectChromium } from './chromium.ts'
import { createFleet, type Fleet, type FleetLimits, type Member } from './fleet.ts'
import { availableMemory, CONTEXT_BYTES, RESERVE_BYTES, sessionsByMemory } from './memory.ts'
import { sweepProfiles } from './profile.ts'
import { createSlot, type Slot } from './slot.ts'
import { browserUid, type LaunchOptions, type SpawnedChromium, spawnChromium } from './spawn.ts'
import { createTurnover } from './turnover.ts'
import { createWaitingLine, type WaitingLine } from './waiting-line.ts'

/** What the pool is made of. */
export interface PoolOptions extends Partial<FleetLimits> {
  readonly launch: LaunchOptions
  readonly gate: EgressGate
  /** Spawned already: the first process is this one. */
  readonly first?: SpawnedChromium | undefined
  /** Contexts kept ready. */
  readonly warm: number
  /** Leases at a time; by memory where it is not given. */
  readonly maxSessions?: number | undefined
  /** Callers that may wait for a lease; default 16. */
  readonly maxQueue?: number
  /** Milliseconds that each of them waits; default 10 s. */
  readonly queueMs?: number
  /** Bytes that can still be taken; the machine's where it is not given. */
  readonly memory?: () => number
  readonly log: Log
  readonly ids: Ids
}

/** Numbers for metrics and health. */
export interface PoolStats {
  readonly processes: number
  readonly pids: readonly number[]
  readonly warm: number
  readonly leased: number
  readonly queued: number
  readonly maxSessions: number
  /** Whether a browser can be had: false while none starts. */
  readonly healthy: boolean
}

/** Ready browser contexts, each leased once. */
export interface Pool {
  /** Starts the first Chromium and fills up; the same start for whoever asks again. @throws AppError not_configured when none starts or it has no sandbox */
  start(): Promise<void>
  /** Removes the profiles that a killed service has left. To be called once, started, by who alone has the data directory. */
  sweep(): Promise<void>
  /**
   * A clean context behind `fence`: at once when one is ready, else after a wait in line.
   * @throws AppError no_capacity with `queue_depth` and `retry_after` in seconds
   */
  lease(fence: Fence, options?: { readonly signal?: AbortSignal }): Promise<BrowserLease>
  stats(): PoolStats
  /** Called when a Chromium took leases with it, after they were told. */
  onDied(listener: (leases: number) => void): void
  /** Ends every lease, context and process, and removes the profiles. */
  close(): Promise<void>
}

const DEFAULT_LIMITS: FleetLimits = { perProcess: 20, maxLeases: 500, maxAgeMs: 6 * 3_600_000 }
const DEFAULT_QUEUE = 16
const DEFAULT_QUEUE_MS = 10_000
const FIRST_BACKOFF_MS = 250
const LAST_BACKOFF_MS = 30_000
/** A context is made in a tenth of a second; one that takes this long has a browser that hangs. */
const MAKE_MS = 20_000
/** The next action of whoever was just served goes before filling up. */
const REFILL_DELAY_MS = 40
const REFILL_PATIENCE_MS = 400

/** Makes a pool; nothing runs until it is started. */
export const createPool = (options: PoolOptions): Pool => new ContextPool(options)

class ContextPool implements Pool {
  readonly #options: PoolOptions
  readonly #log: Log
  readonly #fleet: Fleet
  readonly #line: WaitingLine
  readonly #activity = createActivity()
  readonly #backoff = createBackoff(FIRST_BACKOFF_MS, LAST_BACKOFF_MS)
  readonly #turnover = createTurnover()
  readonly #ready: Slot[] = []
  readonly #leased = new Set<Slot>()
  readonly #maxSessions: number
  readonly #deathListeners: ((leases: number) => void)[] = []
  #starting: Promise<void> | undefined
  #filling: Promise<void> | undefined
  #delay: ReturnType<typeof setTimeout> | undefined
  readonly #closing = new AbortController()
  #first: SpawnedChromium | undefined

  constructor(options: PoolOptions) {
    this.#options = options
    this.#log = options.log
    this.#first = options.first
    this.#maxSessions = options.maxSessions ?? sessionsByMemory(this.#memory())
    this.#fleet = createFleet({
      ...DEFAULT_LIMITS,
      ...options,
      launch: () => this.#launch(),
      onGone: member => this.#bury(member),
    })
    this.#line = createWaitingLine({
      max: options.maxQueue ?? DEFAULT_QUEUE,
      waitMs: options.queueMs ?? DEFAULT_QUEUE_MS,
      retryAfter: waiting => this.#turnover.secondsFor(waiting),
    })
  }

  start(): Promise<void> {
    this.#starting ??= this.#make().then(slot => {
      this.#offer(slot)
      this.#fill()
    })
    return this.#starting
  }

  async sweep(): Promise<void> {
    const keep = [...this.#fleet.members].flatMap(({ chromium: { profile, tmp } }) => [profile, tmp])
    const swept = await sweepProfiles(this.#options.launch.tag, { uid: browserUid(), keep })
    if (swept > 0) this.#log.info({ swept }, 'profiles of an earlier run removed')
  }

  async lease(fence: Fence, { signal }: { readonly signal?: AbortSignal } = {}): Promise<BrowserLease> {
    if (this.#closed) throw stoppingError()
    const slot = this.#takeReady() ?? (await this.#wait(signal))
    const lease = slot.lease(fence, this.#options.ids.uuid())
    this.#refillSoon()
    return lease
  }

  stats(): PoolStats {
    const members = [...this.#fleet.members]
    return {
      processes: members.length,
      pids: members.map(member => member.chromium.pid),
      warm: this.#ready.length,
      leased: this.#leased.size,
      queued: this.#line.length,
      maxSessions: this.#maxSessions,
      healthy: !this.#closed && this.#backoff.failures === 0,
    }
  }

  onDied(listener: (leases: number) => void): void {
    this.#deathListeners.push(listener)
  }

  async close(): Promise<void> {
    this.#closing.abort(stoppingError())
    clearTimeout(this.#delay)
    this.#backoff.cancel()
    this.#line.refuseAll(stoppingError())
    const slots = [...this.#leased, ...this.#ready]
    // The processes first: a context of a browser that is gone has nothing to wait for.
    await this.#fleet.close()
    await Promise.allSettled(slots.map(slot => slot.close()))
    await this.#filling
  }

  async #launch(): Promise<Chromium> {
    const spawned = this.#first ?? (await spawnChromium(this.#options.launch))
    this.#first = undefined
    return await connectChromium(spawned, { log: this.#log, signal: this.#closing.signal })
  }

  get #closed(): boolean {
    return this.#closing.signal.aborted
  }

  #memory(): number {
    return (this.#options.memory ?? availableMemory)()
  }

  #takeReady(): Slot | undefined {
    if (this.#line.length > 0 || this.#leased.size >= this.#maxSessions) return undefined
    const slot = this.#ready.shift()
    if (slot) this.#markLeased(slot)
    return slot
  }

  #wait(signal?: AbortSignal): Promise<Slot> {
    const slot = this.#line.join(signal)
    this.#fill()
    return slot
  }

  #markLeased(slot: Slot): void {
    this.#leased.add(slot)
    const member = this.#fleet.memberOf(slot)
    if (member) member.leases += 1
  }

  /** A slot goes to whoever waits, as far as sessions are admitted, or is kept ready. */
  #offer(slot: Slot): void {
    if (this.#closed) return void slot.close().catch(error => this.#log.debug({ err: error }, 'slot was gone'))
    if (slot.ended) return
    const admitted = this.#leased.size < this.#maxSessions
    if (admitted && this.#line.serve(slot)) this.#markLeased(slot)
    else this.#ready.push(slot)
  }

  /** How many slots to make now: for those who wait, then to keep some ready, never more than are admitted. */
  #wanted(): number {
    const admitted = this.#maxSessions - this.#leased.size - this.#ready.length
    return Math.min(admitted, this.#line.length + this.#options.warm - this.#ready.length)
  }

  #refillSoon(): void {
    clearTimeout(this.#delay)
    this.#delay = setTimeout(() => this.#fill(), REFILL_DELAY_MS)
  }

  /** Makes what is wanted, one after the other, so that the browser's owners feel as little of it as can be. */
  #fill(): void {
    if (this.#filling || this.#closed) return
    this.#filling = this.#fillUp()
      .catch(error => {
        if (this.#closed) return // what was being made went with its browser
        this.#log.error({ err: error, failures: this.#backoff.failures }, 'no browser context could be made')
        this.#backoff.retry(() => this.#fill())
      })
      .finally(() => {
        this.#filling = undefined
      })
  }

  async #fillUp(): Promise<void> {
    while (!this.#closed && this.#wanted() > 0) {
      if (this.#line.length === 0) await this.#activity.quiet(REFILL_PATIENCE_MS)
      if (this.#memory() < RESERVE_BYTES + CONTEXT_BYTES) {
        this.#log.warn(
          { warm: this.#ready.length, leased: this.#leased.size },
          'memory is short: no new browser context',
        )
        return
      }
      this.#offer(await this.#make())
    }
  }

  async #make(): Promise<Slot> {
    const member = await this.#fleet.member()
    using deadline = new Deadline(MAKE_MS, member.chromium.gone)
    try {
      const { gate } = this.#options
      const slot = await createSlot(member.chromium, { gate, activity: this.#activity, log: this.#log, deadline })
      if (!member.chromium.alive || !this.#fleet.members.has(member)) {
        await slot.close()
        throw new Error('the browser ended while a context was made in it')
      }
      member.slots.add(slot)
      slot.onEnded(() => this.#forget(slot, member))
      this.#backoff.reset()
      return slot
    } catch (error) {
      this.#fleet.end(member)
      throw error
    }
  }

  #forget(slot: Slot, member: Member): void {
    member.slots.delete(slot)
    if (this.#leased.delete(slot)) this.#turnover.released()
    const at = this.#ready.indexOf(slot)
    if (at >= 0) this.#ready.splice(at, 1)
    if (this.#closed) return
    this.#fleet.tidy(candidate => this.#ready.includes(candidate))
    this.#fill()
  }

  #bury(member: Member): void {
    const lost = [...member.slots]
    const leases = lost.filter(slot => this.#leased.has(slot)).length
    for (const slot of lost) slot.fail('browser_died')
    if (leases > 0) for (const listener of this.#deathListeners) listener(leases)
    this.#fill()
  }
}
