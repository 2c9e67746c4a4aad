/** What an instruction asks for, before any page is looked at. Made by reading, used by choosing. */

/** Tokens [from, to) of the sentence. */
export type Span = readonly [from: number, to: number]

export type Relation = 'in' | 'for' | 'under' | 'above' | 'beside' | 'right_of' | 'left_of' | 'after' | 'before'

/** Where something stands in relation to something else: "next to Berlin", "in the row of Otis". */
export interface Place {
  readonly relation: Relation
  readonly thing: Description
}

/** What "cheapest" or "newest" compares. `ofTwo`: said as "the cheaper one". */
export interface Superlative {
  readonly end: 'min' | 'max'
  readonly by: 'price' | 'date' | 'rating' | 'size' | 'number'
  readonly ofTwo: boolean
  /** What is compared, where it was said: "the most comments". */
  readonly key: string
}

/** A phrase that points at something on the page. Nothing of it knows what there is. */
export interface Description {
  readonly span: Span
  /** The whole phrase as said, without its article. */
  readonly whole: string
  /** What names it, without article, order, kind and place; empty for "the button". */
  readonly head: string
  /** Quotations in the head: each is a name, to be found as it is. */
  readonly quotes: readonly string[]
  /** What it is called as a thing: "button", "field" (classes of the lexicon). */
  readonly kinds: readonly string[]
  readonly places: readonly Place[]
  /** 1 is the first, -1 the last. */
  readonly order?: number
  readonly superlative?: Superlative
  /** How many: a number, or all that there are. */
  readonly count?: number | 'all'
  readonly except: readonly Description[]
  /** Part of the screen: "top right". */
  readonly corner?: string
  /** With its order word: where the page says this phrase, the order is part of a name. */
  readonly counted?: string
  /** Its order word may be part of a name; it is meant so only where the page says the phrase. */
  readonly isUncounted?: boolean
  /** All of the phrase is the name, though it could be taken apart. */
  readonly isName?: boolean
  /** Names the element itself: `e12`. */
  readonly ref?: string
}

/** A text that is to stand somewhere. */
export interface Value {
  readonly span: Span
  readonly text: string
  readonly quoted: boolean
}

interface Said {
  /** The words that it was read from. */
  readonly span: Span
  /** The verb as it was said; empty where none was. */
  readonly verb: string
  /** How unlikely the reading is by the words alone; 0 is plain. */
  readonly cost: number
  /** Only if there is such a thing; nothing is done where there is none. */
  readonly condition?: Description
  /** It has no verb of its own, and goes on with what the step before did. */
  readonly leans?: true
}

/** How often: 1 unless it was said. */
interface Repeated {
  readonly times: number
}

export type PointerWay = 'click' | 'open' | 'double_click' | 'right_click' | 'hover' | 'focus' | 'copy' | 'select_text'

/** Operates what is named. With `deed` the verb itself is looked for on the page: "archive the letter". */
export interface Press extends Said, Repeated {
  readonly act: 'press'
  readonly way: PointerWay
  readonly deed: string
  readonly target: Description
  /** The words are the label, all of them: "Save and continue". */
  readonly isLabel: boolean
  /** What showed before it was pressed once: pressed twice only if that press has selected it and opened nothing. */
  readonly unlessShown?: string
}

/** Gives a field a value: typed, chosen or set, as the field takes it. */
export interface Put extends Said {
  readonly act: 'put'
  /** `raise` and `reduce`: by so much, from what it is now. */
  readonly way: 'type' | 'choose' | 'set' | 'append' | 'raise' | 'reduce'
  readonly field?: Description
  readonly value: Value
  /** What stands there now: "from English to Welsh". */
  readonly old?: Value
  /** Nothing but a field and a value was said: "Title Fog". */
  readonly isBare?: true
}

/** Chooses what is named, whatever holds it: "pick M", "Fish for lunch on Tuesday". */
export interface Choose extends Said {
  readonly act: 'choose'
  readonly target: Description
}

export interface Toggle extends Said {
  readonly act: 'toggle'
  /** Absent: whichever it is not now. */
  readonly to?: boolean
  readonly target: Description
}

export interface Fold extends Said {
  readonly act: 'fold'
  readonly to: 'expand' | 'collapse'
  readonly target: Description
}

export interface Close extends Said {
  readonly act: 'close'
  readonly target?: Description
}

export interface Clear extends Said {
  readonly act: 'clear'
  readonly field: Description
}

export interface Sort extends Said {
  readonly act: 'sort'
  /** What by; empty where only the order was said. */
  readonly key: string
  readonly direction?: 'ascending' | 'descending'
  /** What is ordered. */
  readonly things?: Description
}

export interface Filter extends Said {
  readonly act: 'filter'
  /** It was only said to be shown: an option of a list may be meant, never a box. */
  readonly isShown: boolean
  readonly target: Description
  /** What is kept to it. */
  readonly things?: Description
}

export interface Search extends Said {
  readonly act: 'search'
  readonly query: Value
  readonly where?: Description
}

/** "Go forward three months": the next or previous of a unit, so many times. */
export interface Step extends Said, Repeated {
  readonly act: 'step'
  readonly to: 'next' | 'previous'
  readonly unit: string
}

export interface Drag extends Said {
  readonly act: 'drag'
  readonly what: Description
  readonly onto: Description
}

export interface Key extends Said, Repeated {
  readonly act: 'key'
  /** Keys and chords in the naming of KeyboardEvent.key: "Control+k". */
  readonly chords: readonly string[]
  readonly at?: Description
}

export interface Scroll extends Said {
  readonly act: 'scroll'
  /** Argument of the action contract; absent where only a target was said. */
  readonly direction?: string
  readonly target?: Description
}

export interface History extends Said {
  readonly act: 'history'
  readonly to: 'back' | 'forward' | 'reload'
}

export interface Wait extends Said {
  readonly act: 'wait'
  readonly text: Value
}

export interface Submit extends Said {
  readonly act: 'submit'
  readonly target?: Description
}

/** A deed with the values it takes: "add a card called Write tests to Doing", "invite nia@x.example as an Editor". */
export interface Compose extends Said {
  readonly act: 'compose'
  readonly deed: string
  readonly thing?: Description
  readonly values: readonly { readonly hint: string; readonly value: Value }[]
  /** What was said beside: a place, a person. */
  readonly rest?: Description
  /** Number of the newest element before the deed's button was pressed: what came with it takes the values. */
  readonly since?: number
}

export interface Upload extends Said {
  readonly act: 'upload'
}

export type Intent =
  | Press
  | Put
  | Choose
  | Toggle
  | Fold
  | Close
  | Clear
  | Sort
  | Filter
  | Search
  | Step
  | Drag
  | Key
  | Scroll
  | History
  | Wait
  | Submit
  | Compose
  | Upload

/** Where a text is read on from: after a step, or at its beginning. Plain data. */
export interface Rest {
  /** 0: the text as it was said; 1: without its remarks in brackets. */
  readonly variant: number
  readonly stretch: number
  /** Token. */
  readonly from: number
  /** The step before, which what has no verb of its own goes on with. */
  readonly last?: Intent
}

/** One way to read an instruction: its steps in order. */
export interface Reading {
  readonly steps: readonly Intent[]
  readonly cost: number
  /** What is left after the first step. */
  readonly after: Rest
}
