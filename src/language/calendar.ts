import { LANGUAGES } from './lexicon.ts'
import { fold } from './text.ts'

const names = (style: 'long' | 'short'): [string, number][] =>
  LANGUAGES.flatMap(language =>
    Array.from({ length: 12 }, (_, month): [string, number] => {
      const format = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' })
      return [fold(format.format(Date.UTC(2024, month, 15))).replace(/\.$/, ''), month + 1]
    }),
  )

/** Names of months in every language that is known, short ones too (CLDR); "mai" and "mar" of one are no word of another. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  [...names('short'), ...names('long')].filter(([name]) => name.length >= 3),
)

const WEEKDAYS: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap(language =>
    Array.from({ length: 7 }, (_, day) =>
      fold(new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day))),
    ),
  ),
)

/** 1–12 of a folded word that names a month, in full or in short; undefined for others. */
export const monthOf = (word: string): number | undefined => MONTHS.get(word.replace(/\.$/, ''))
/** Days of the week, those of a habit too: "Saturdays". */
export const isWeekday = (word: string): boolean => WEEKDAYS.has(word) || WEEKDAYS.has(word.replace(/s$/, ''))
