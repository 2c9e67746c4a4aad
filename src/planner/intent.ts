/** What an instruction asks for, before any page is looked at. Made by grammar, read by ground. */

export const VERBS = [
  'click',
  'do',
  'double_click',
  'right_click',
  'hover',
  'focus',
  'fill',
  'append',
  'clear',
  'choose',
  'set',
  'check',
  'uncheck',
  'toggle',
  'expand',
  'collapse',
  'close',
  'sort',
  'filter',
  'search',
  'page',
  'move',
  'drag',
  'press',
  'scroll',
  'submit',
  'copy',
  'select_text',
  'go_back',
  'go_forward',
  'reload',
  'wait_for',
  'upload',
] as const

/** `do` is any act whose verb may itself be the label ("archive the last message"); the others say how to operate. */
export type Verb = (typeof VERBS)[number]

export type Relation = 'in' | 'row' | 'under' | 'near' | 'above' | 'below'

/** Where the target is to be looked for: "in the row for Ghent", "under Billing". */
export interface Scope {
  readonly relation: Relation
  readonly text: string
  readonly quoted: boolean
  /** Said with a word that labels use too ("in", "for", "of"): a help, not a must. */
  readonly soft: boolean
}

export interface Superlative {
  readonly end: 'min' | 'max'
  readonly by: 'price' | 'date' | 'size' | 'rating' | 'number'
  /** Said as a comparison ("the older one"): there must be just two. */
  readonly ofTwo?: true
}

export interface Target {
  /** Names the element itself: `e12`. */
  readonly ref?: string
  /** The phrase without article, ordinal, kind word and scope; quotation marks removed. */
  readonly text: string
  /** The whole phrase as said, quotation marks removed: some labels have prepositions in them. */
  readonly whole: string
  readonly quoted: boolean
  /** Words as "button", "tab", "field" that say what it is. */
  readonly kinds: readonly string[]
  /** 1 is the first, -1 the last, -2 the one before it. */
  readonly ordinal?: number
  readonly all?: true
  /** How many there must be, where it was said: "the two printer tickets". */
  readonly count?: number
  /** The order or comparison was said of the place: items are counted, whatever of them is to be operated. */
  readonly counts?: 'items'
  readonly superlative?: Superlative
  readonly scopes: readonly Scope[]
  readonly except: readonly Target[]
  /** What the phrase falls into at its commas and "and"s, if it does; grounding tries the whole first. */
  readonly parts: readonly Target[]
}

export interface ValuePair {
  readonly hint: string
  readonly value: string
}

export interface Intent {
  readonly verb: Verb
  /** The verb as said, lower case: a label may carry it. */
  readonly word: string
  /** The clause as written. */
  readonly text: string
  readonly target?: Target
  readonly value?: string
  readonly valueQuoted?: true
  /** What stands between quotation marks in the clause, but for its value: each is a name, to be found as it is. */
  readonly quotations?: readonly string[]
  /** Field and value not yet told apart ("promo code PINE"): grounding splits it by the page's labels. */
  readonly mixed?: string
  /** Of `mixed`: nothing is typed where its first words name no field. */
  readonly strict?: true
  readonly destination?: Target
  /** Keys and chords in the naming of KeyboardEvent.key: "Control+k". */
  readonly keys?: readonly string[]
  /** Only if it is needed: that nothing comes of it is no failure. */
  readonly optional?: true
  /** The upper end of a span, `value` being the lower: "between 600 and 1000". */
  readonly upTo?: string
  /** Scroll argument of the action contract; or `ascending`/`descending` of a sort. */
  readonly direction?: string
  /** On or off for a toggle or "make sure it is on". */
  readonly on?: boolean
  readonly times?: number
  /** It says to confirm what the page asks back. */
  readonly confirm?: true
  /** The instruction asks to change something beyond the page: buy, send, delete, save … */
  readonly isWrite: boolean
  /** What this and the next clause would read as one label ("Save and continue"). */
  readonly joined?: string
  /** Values said inside another act, each with the words before it: "compose a message to A with subject B". */
  readonly pairs?: readonly ValuePair[]
  /** Words after the last of those values. */
  readonly tail?: string
  /** Ref of the element in which alone it is looked for, once that was hovered. */
  readonly within?: string
  /** What the page showed before a press that may only have selected: opened by two presses, if it still shows that. */
  readonly unlessShown?: string
  /** Set by grounding when it already opened or hovered something for this intent. */
  readonly revealed?: number
}

/** A grammar's answer; `reason` says in plain words what was not understood. */
export type Parse =
  | { readonly kind: 'intents'; readonly intents: readonly Intent[] }
  | { readonly kind: 'not_understood'; readonly reason: string }
