import type { Box } from './snapshot.ts'

/**
 * A page as form recognition sees it: every field, button and link with all that names it, across open and closed shadow
 * roots and frames. No value of any field is in it.
 */
export interface FormCapture {
  /** Full address of the top document. */
  readonly url: string
  readonly title: string
  /** How far the top document has come: a picture that hangs keeps it from ever being complete. */
  readonly ready: 'loading' | 'interactive' | 'complete'
  /** `lang` of the top document, lower case; empty if none. */
  readonly lang: string
  /** Index 0 is the top document. */
  readonly frames: readonly FormFrame[]
  readonly forms: readonly CapturedForm[]
  /** Frame by frame, within a frame in document order. */
  readonly controls: readonly FormControl[]
  /** Rendered text of all frames captured, a line a block; at most 20,000 characters a frame. */
  readonly text: string
  /** Rendered text of what looks or is marked up like a message: role alert, live regions, error classes. At most 40. */
  readonly messages: readonly string[]
  /** Headings that a person sees, in document order; at most 40. */
  readonly headings: readonly string[]
  readonly captchas: readonly Captcha[]
}

/** What is known of a page beside what stands in it. Nothing of it is a secret or a value of the page's store. */
export interface Circumstances {
  /** HTTP status of the top document; undefined where no answer was seen. */
  readonly status?: number
  /** Cookies and stored values, by name, that are new or have changed since the form was sent. */
  readonly changed: readonly string[]
  /** Short lines and labels that name the account. */
  readonly named: readonly string[]
  /** Texts of dialogs that the page has opened since. */
  readonly said: readonly string[]
}

export interface FormFrame {
  /** Names the document: another one has another name, even at the same address. */
  readonly document: string
  /** Full address of the document in the frame. */
  readonly url: string
  /** Index of the frame that holds it; -1 for the top document. */
  readonly parent: number
}

/** A puzzle or a check that a script of a known vendor puts on the page. `shown`: it stands there for a person to solve. */
export interface Captcha {
  readonly vendor: string
  readonly shown: boolean
}

/** A `<form>`, or the fields outside any that stand in one dialog or document. */
export interface CapturedForm {
  readonly frame: number
  /** Resolved address it sends to; the document's own where none is given; empty for fields outside a form. */
  readonly action: string
  readonly method: 'get' | 'post' | 'dialog'
  /** Words of id, name, class and role, its own and those of three elements around it. */
  readonly hints: string
  /** Legend and headings in it, else the nearest heading before it. */
  readonly heading: string
  readonly region: Region
  /** False for fields outside any `<form>`. */
  readonly native: boolean
}

/** The landmark that a form or a control stands in; the innermost wins, a dialog over all. */
export type Region = 'main' | 'header' | 'footer' | 'nav' | 'aside' | 'dialog' | 'search'

export interface FormControl {
  /** Names the element in this capture only. */
  readonly ref: string
  readonly kind: 'field' | 'button' | 'link'
  /** Index in `frames`. */
  readonly frame: number
  /** Index in `forms`; -1 for a button or link outside any. */
  readonly form: number
  readonly region: Region
  readonly tag: string
  /** `type` of an input or button as the browser takes it; `select`, `textarea`; empty for other elements. */
  readonly type: string
  readonly name: string
  readonly id: string
  /** `autocomplete` as written, lower case. */
  readonly autocomplete: string
  readonly inputMode: string
  /** Text of labels, aria-label, aria-labelledby; for buttons and links their text, alternative text or title. */
  readonly label: string
  readonly placeholder: string
  /** Text before the field (after it, for boxes) that no other field stands between. */
  readonly nearby: string
  /** What aria-describedby names, and small text after the field: hints and rules. */
  readonly description: string
  /** Words of class, data-* names for tests, title, aria-label of the icon. */
  readonly hints: string
  readonly required: boolean
  readonly disabled: boolean
  readonly readOnly: boolean
  /** Boxes and radio buttons only. */
  readonly checked?: boolean
  /** Whether the page has put something into it. */
  readonly filled: boolean
  readonly invalid: boolean
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  /** `passwordrules` as written. */
  readonly passwordRules?: string
  /** Options of a select; at most 300. */
  readonly options?: readonly { readonly value: string; readonly text: string }[]
  /** Whether a person would see it: rendered, not transparent, clipped away or off the page. A box counts with its label. */
  readonly visible: boolean
  /** It is kept from assistive technology or from the Tab key by the page. */
  readonly concealed: boolean
  /** CSS pixels in its own frame's viewport. */
  readonly box: Box
  /** Resolved address of a link. */
  readonly href?: string
  /** For a button that sends its form: where to and how, with formaction and formmethod taken in. */
  readonly submits?: { readonly action: string; readonly method: 'get' | 'post' | 'dialog' }
}
