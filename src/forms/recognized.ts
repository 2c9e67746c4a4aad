import type { CapturedForm, FormControl } from '../contract/form.ts'
import type { ButtonKind } from './button.ts'
import type { FieldKind } from './field.ts'

export interface RecognizedField {
  readonly control: FormControl
  readonly kind: FieldKind
  /** Position among all controls of the page. */
  readonly order: number
}

export interface RecognizedButton {
  readonly control: FormControl
  readonly kind: ButtonKind
  readonly order: number
}

/** A form and what its parts are for. Only what a person could use is in it. */
export interface RecognizedForm {
  readonly form: CapturedForm
  readonly fields: readonly RecognizedField[]
  readonly buttons: readonly RecognizedButton[]
  /** How much it looks like each kind of form, in points; the greatest above 0 is what it is. */
  readonly intents: Intents
}

/** Points for what a form may be for. */
export interface Intents {
  readonly login: number
  readonly signup: number
}
