import type { Config } from '../config.ts'

/** What one check found, and how to mend it where it is not in order. */
export interface Finding {
  readonly name: string
  readonly status: 'ok' | 'warn' | 'fail'
  readonly detail: string
  readonly mend?: string
}

/** One thing that doctor looks at. */
export type Check = (config: Config) => Finding | Promise<Finding>
