import type { Page } from '../page/page.ts'
import type { Intent } from '../reading/intent.ts'
import type { Look } from './look.ts'
import type { ValueReading } from './values.ts'

/** What a step is looked for with. */
export interface Context {
  readonly page: Page
  readonly reading: ValueReading
  /** Positions of what the steps before touched, the last one last; what is gone is left out. */
  readonly trail: readonly number[]
  /** What was opened to look for this step. */
  readonly looks: readonly Look[]
  /** The steps that follow in this reading. */
  readonly later: readonly Intent[]
}
