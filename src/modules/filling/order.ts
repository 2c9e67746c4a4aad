import type { FormControl } from '../../contract/form.ts'
import type { ValueName } from '../../forms/match.ts'
import type { Secret } from '../../lib/secret.ts'

/** What a value may depend on: the fields that will hold it, and what the page says. */
export interface ValueContext {
  readonly fields: readonly FormControl[]
  readonly pageText: string
  /** Which of these the fields' own patterns take. */
  judge(values: readonly Secret[]): Promise<readonly boolean[]>
}

/** Gives a value, where there is one. */
export type ValueSource = (context: ValueContext) => Secret | undefined | Promise<Secret | undefined>

/** What a flow is driven for. */
export interface FlowOrder {
  readonly intent: 'login' | 'signup'
  /** Address of the page that the flow begins at. */
  readonly url: string
  /** The site that everything filled in belongs to. */
  readonly site: string
  /** Whether the page is told yes where it asks back. */
  readonly confirm: boolean
  /** Values that can be filled in; each is asked for when its field is there. */
  readonly values: ReadonlyMap<ValueName, ValueSource>
  /** Called once the place has been judged, before the first value is typed. */
  onFill(): void
  /** Called just before a form with a password in it is sent. */
  onSend(): void
  /** Called where that form was kept from being sent after all. */
  onHeld(): void
}
