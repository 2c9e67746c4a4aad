import { wordsIn } from '../page/text.ts'

/** A field that is asked for: its name in the answer and the words it was asked by. */
export interface Field {
  readonly key: string
  readonly name: string
  /** What the schema says it is. */
  readonly type?: 'string' | 'number' | 'integer' | 'boolean'
}

/** A name for the answer, as a key: "deal value" → deal_value. A table's own column names stay as they are. */
export const keyOf = (name: string): string => wordsIn(name).join('_')

/** The singular of an English noun phrase, roughly: "balances" → "balance". */
export const singular = (phrase: string): string =>
  phrase
    .replace(/ies\b$/i, 'y')
    .replace(/(ss|x|ch|sh)es$/i, '$1')
    .replace(/([^su])s$/i, '$1')
