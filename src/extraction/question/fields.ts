import { clean, wordsIn } from '../page/text.ts'

/** A field that is asked for: its name in the answer and the words it was asked by. */
export interface Field {
  readonly key: string
  readonly name: string
  /** What the schema says it is. */
  readonly type?: 'string' | 'number' | 'integer' | 'boolean'
}

/** A name for the answer, as a key: "deal value" → deal_value. A table's own column names stay as they are. */
export const keyOf = (name: string): string => wordsIn(name).join('_')

/** Articles and possessives of German, French, Spanish and Italian before a name. */
const FOREIGN =
  /^(?:(?:der|die|das|den|dem|deren|dessen|ihr(?:e[mnr]?)?|sein(?:e[mnr]?)?|le|la|les|leurs?|ses|son|sa|el|los|las|sus?|il|lo|gli|loro)\s+|l['’])(?=\S)/i

/** Names in a row: "item, price and quantity". */
export function splitNames(text: string): string[] {
  return text
    .split(/\s*[,;|]\s*(?:and\s+|or\s+|&\s+)?|\s+(?:and|&|y|und|et)\s+|\s+as well as\s+/i)
    .map(name =>
      clean(name)
        .replace(/^(the|a|an|their|its|his|her|each|every|all|both|any|also|and)\s+/i, '')
        .replace(FOREIGN, '')
        .replace(/[.?!:]+$/, ''),
    )
    .filter(name => wordsIn(name).length > 0)
}

/** Names in a row as fields. */
export const toFields = (text: string): Field[] => splitNames(text).map(name => ({ key: keyOf(name), name }))

/** The singular of an English noun phrase, roughly: "balances" → "balance". */
export const singular = (phrase: string): string =>
  phrase
    .replace(/ies\b$/i, 'y')
    .replace(/(ss|x|ch|sh)es$/i, '$1')
    .replace(/([^su])s$/i, '$1')
