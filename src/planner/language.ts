/** What the planner takes from language libraries. Loaded once, while the pool warms. */
export interface Language {
  /** Whether the first word of the clause is an imperative verb there. */
  readonly startsWithVerb: (clause: string) => boolean
  /** The calendar date, and the time of day where one was said; undefined if the text is no date. */
  readonly readDate: (text: string) => ReadDate | undefined
}

export interface ReadDate {
  readonly year: number
  /** 1–12 */
  readonly month: number
  readonly day: number
  readonly hour?: number
  readonly minute?: number
  /** Which of them the text itself said; the rest was supplied from today. */
  readonly certain: readonly string[]
}

/** A longer text is no date, in characters. */
const LONGEST_DATE = 100

/**
 * Loads compromise (imperatives) and chrono-node (dates); about 0.2 s, so not before the service answers.
 * `today` supplies what a date leaves open ("14 May").
 */
export const loadLanguage = async (today: () => Date = () => new Date()): Promise<Language> => {
  const [{ default: nlp }, chrono] = await Promise.all([import('compromise/two'), import('chrono-node/en')])
  const startsWithVerb = (clause: string): boolean => {
    const words = clause.trim().split(/\s+/)
    const first = words[0]
    if (first === undefined || !/^\p{L}{2,}$/u.test(first) || /[^s]s$/.test(first)) return false
    const line = [first.toLowerCase(), ...words.slice(1, 6)].join(' ')
    const tags =
      nlp(line)
        .terms()
        .json({ terms: { tags: true } })[0]?.terms?.[0]?.tags ?? []
    return tags.includes('Imperative') || tags.includes('Infinitive')
  }
  const readDate = (text: string): ReadDate | undefined => {
    if (text.length > LONGEST_DATE) return undefined
    const parser = /^\s*\d{1,2}\.\d{1,2}\.\d{2,4}/.test(text) ? chrono.GB : chrono.casual
    const normal = text.replace(/\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/, '$1/$2/$3')
    const found = parser.parse(normal, today(), { forwardDate: true })[0]
    if (found === undefined) return undefined
    const { start } = found
    const parts = ['year', 'month', 'day', 'hour', 'minute'] as const
    const certain = parts.filter(part => start.isCertain(part))
    if (certain.length === 0) return undefined
    const hour = start.isCertain('hour') ? start.get('hour') : null
    return {
      year: start.get('year') ?? 0,
      month: start.get('month') ?? 0,
      day: start.get('day') ?? 0,
      ...(hour === null ? {} : { hour, minute: start.get('minute') ?? 0 }),
      certain,
    }
  }
  return { startsWithVerb, readDate }
}
