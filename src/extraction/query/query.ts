import type { Language } from '../../language/lexicon.ts'
import type { Word } from '../../language/words.ts'
import type { Unit } from './amounts.ts'
import type { Days } from './dates.ts'
import type { Listing } from './listing.ts'

/** How a question is put; `none` where it only names what is wanted. */
export type Ask =
  | 'who'
  | 'when'
  | 'where'
  | 'how_many'
  | 'how_much'
  | 'how'
  | 'which'
  | 'list'
  | 'whether'
  | 'why'
  | 'none'

/** A word of a question. */
export interface Said extends Word {
  readonly text: string
  /** Place of its token in the sentence. */
  readonly token: number
  /** Written as a name or figure, or inside a quotation. */
  readonly isName: boolean
  /**
   * open: it tells something, and has to be accounted for · field: it names what is asked of each · soft: it says what is measured or done ("weighs", "wrote") ·
   * verb: by its place it says what is done, in whatever word · idle: it only puts the question · else it belongs to an operator, unless the page has it in a name.
   */
  readonly role: 'open' | 'field' | 'soft' | 'verb' | 'idle' | 'order' | 'nth' | 'aggregate' | 'state'
}

export type Sign = '<' | '<=' | '>' | '>='

/** A bound on a figure: "under 50 €". */
export interface Comparison {
  readonly sign: Sign
  readonly amount: number
  /** The figure as written, for cells that leave out the unit. */
  readonly plain: number
  readonly unit: Unit
  /** Place among the words of the one before which it stands, and of the one after it. */
  readonly at: number
}

export interface DateBound {
  readonly sign: 'on' | 'before' | 'after' | 'since' | 'until'
  readonly days: Days
}

/** What is asked, before any page is looked at. */
export interface Query {
  readonly text: string
  readonly language: Language
  readonly ask: Ask
  /** Its words in order, without articles and prepositions. */
  readonly said: readonly Said[]
  /** Place among the words of the first after the question word. */
  readonly asked: number
  /** Fields that its adjectives and verbs measure: "price" of "costs". */
  readonly measures: readonly string[]
  readonly comparisons: readonly Comparison[]
  readonly dates: readonly DateBound[]
  readonly isAvailable?: boolean
  /** Whether something is on, open, chosen. */
  readonly isOn?: boolean
  readonly order?: Order
  /** 1 is the first, -1 the last. */
  readonly nth?: number
  readonly limit?: number
  readonly aggregate?: 'sum' | 'mean'
  /** Places among the words after which what is named is left out. */
  readonly denied: readonly number[]
  /** What is listed of the things. */
  readonly listing: Listing
}

/** What rows are sorted by: `concept` is what the superlative means, `at` its place among the words. */
export interface Order {
  readonly isDescending: boolean
  readonly concept: string
  readonly at: number
  /** Whether all are wanted in that order, not the first of them. */
  readonly isSort?: boolean
}
