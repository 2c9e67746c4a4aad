import type { PageCapture } from '../contract/capture.ts'
import type { FormCapture } from '../contract/form.ts'
import type { Snapshot } from '../contract/snapshot.ts'
import type { Tasks } from './tasks.ts'

/*
 * What the service and its worker process say to each other: JSON over the pipe between them (Bun.spawn, `ipc`), one call at a
 * time. Nothing but data crosses.
 */

export type TaskName = keyof Tasks

/** The names of all tasks; the tasks themselves are loaded in the worker process only. */
export const TASK_NAMES = Object.keys({
  parse: true,
  ground: true,
  rank: true,
  extract: true,
  toModelPage: true,
  readModelAnswer: true,
  lookAtForms: true,
  readDemands: true,
} satisfies Record<TaskName, true>) as readonly TaskName[]

/** What a page said at one moment: large, and the subject of several calls. */
export type Reading = Snapshot | FormCapture | PageCapture

/** A reading that goes on to other calls is kept by the worker under a number, and named by it. */
export interface KeptReading {
  readonly reading: number
}

/** One call. */
export interface Request {
  readonly task: TaskName
  /** The task's own arguments; a reading that is kept stands there as its number. */
  readonly args: readonly unknown[]
  /** Readings to keep from now on, each with its number. */
  readonly keep: readonly (readonly [number, Reading])[]
  /** Numbers of readings that are kept no longer. */
  readonly drop: readonly number[]
  /** The service's time, in ms since 1970. */
  readonly now: number
}

/** What came of a call. Of an error only where it was thrown is told: its message may hold what the page says. */
export type Answer = { readonly result?: unknown } | { readonly failed: string }

/** The word on the command line that makes the program the worker. */
export const WORKER_WORD = 'worker'
