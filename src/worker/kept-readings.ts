import type { KeptReading, Reading, Request } from './protocol.ts'

/** How many readings a worker process keeps. */
const MOST = 8

/** What one worker process has of what pages said, so that each reading crosses once. */
export interface KeptReadings {
  has(argument: unknown): boolean
  /** A call's arguments as they are sent, with the readings that have to be sent along. */
  replace(args: readonly unknown[]): Pick<Request, 'args' | 'keep' | 'drop'>
}

/** Snapshots and captured forms are asked about several times; a whole page's capture once. */
const goesOn = (argument: unknown): argument is Reading =>
  typeof argument === 'object' && argument !== null && ('nodes' in argument || 'controls' in argument)

export const createKeptReadings = (): KeptReadings => {
  const numbers = new WeakMap<Reading, number>()
  /** Numbers of what is kept, that used last at the end. */
  const kept = new Set<number>()
  let last = 0

  const numberOf = (reading: Reading): number | undefined => {
    const number = numbers.get(reading)
    return number !== undefined && kept.has(number) ? number : undefined
  }
  const add = (reading: Reading): number => {
    last += 1
    numbers.set(reading, last)
    return last
  }
  const use = (number: number): KeptReading => {
    kept.delete(number)
    kept.add(number)
    return { reading: number }
  }

  return {
    has: argument => goesOn(argument) && numberOf(argument) !== undefined,
    replace(given) {
      const keep: [number, Reading][] = []
      const args = given.map(argument => {
        if (!goesOn(argument)) return argument
        const known = numberOf(argument)
        if (known !== undefined) return use(known)
        const number = add(argument)
        keep.push([number, argument])
        return use(number)
      })
      const drop = [...kept].slice(0, Math.max(0, kept.size - MOST))
      for (const number of drop) kept.delete(number)
      return { args, keep, drop }
    },
  }
}
