import type { Log } from '../../lib/log.ts'
import type { Chromium } from './chromium.ts'
import type { Slot } from './slot.ts'

/** When a process is replaced, and how many contexts it carries. */
export interface FleetLimits {
  /** Contexts of one process: what one crash takes down. */
  readonly perProcess: number
  /** Leases after which a process is retired. */
  readonly maxLeases: number
  /** Milliseconds after which a process is retired. */
  readonly maxAgeMs: number
}

/** One Chromium and the slots in it. */
export interface Member {
  readonly chromium: Chromium
  readonly slots: Set<Slot>
  readonly bornAt: number
  leases: number
}

/** The Chromium processes of the pool. */
export interface Fleet {
  readonly members: ReadonlySet<Member>
  /** A process with room for one more context; started when there is none. */
  member(): Promise<Member>
  /** The process of a slot. */
  memberOf(slot: Slot): Member | undefined
  /** Ends a process that can not be trusted any more. */
  end(member: Member): void
  /** Retires what is used up, gives up its idle slots, and ends it once nobody uses it. */
  tidy(isIdle: (slot: Slot) => boolean): void
  close(): Promise<void>
}

interface FleetOptions extends FleetLimits {
  readonly launch: () => Promise<Chromium>
  /** Called when a process is about to be ended or has died: its slots are lost. */
  readonly onGone: (member: Member) => void
  readonly log: Log
}

/** Starts processes as they are needed and ends them when they are used up. */
export const createFleet = (options: FleetOptions): Fleet => {
  const { log } = options
  const members = new Set<Member>()
  const closings = new Set<Promise<void>>()
  let launching: Promise<Member> | undefined

  const launch = async (): Promise<Member> => {
    const chromium = await options.launch()
    const member: Member = { chromium, slots: new Set(), bornAt: performance.now(), leases: 0 }
    members.add(member)
    log.info({ pid: chromium.pid }, 'browser started')
    chromium.onDied(() => {
      if (!members.has(member)) return
      log.error({ pid: chromium.pid, contexts: member.slots.size }, 'browser died')
      end(member)
    })
    return member
  }
  const end = (member: Member) => {
    if (!members.delete(member)) return
    options.onGone(member)
    const closing = member.chromium
      .close()
      .catch(error => log.error({ err: error, pid: member.chromium.pid }, 'browser could not be ended'))
      .then(() => void closings.delete(closing))
    closings.add(closing)
  }
  const isUsedUp = (member: Member) =>
    member.leases >= options.maxLeases || performance.now() - member.bornAt >= options.maxAgeMs
  return {
    members,
    member: async () => {
      const withRoom = [...members].find(member => !member.chromium.isRetired && member.slots.size < options.perProcess)
      if (withRoom) return withRoom
      launching ??= launch().finally(() => {
        launching = undefined
      })
      return launching
    },
    memberOf: slot => [...members].find(member => member.slots.has(slot)),
    end,
    tidy: isIdle => {
      for (const member of members) {
        if (isUsedUp(member)) member.chromium.retire()
        if (member.chromium.isRetired && [...member.slots].every(isIdle)) end(member)
      }
    },
    close: async () => {
      await launching?.catch(() => undefined) // a start that fails while we stop has nobody to tell
      for (const member of members) end(member)
      await Promise.all(closings)
    },
  }
}
