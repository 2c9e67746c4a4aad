import type { ValuePair } from '../intent.ts'
import { readTimes } from './keys.ts'
import { QUOTE, unmask } from './mask.ts'
import { intentOf, type Rule } from './rule.ts'

const CHOOSE = /^(choose|pick|select|opt for|go for|choose|take|make it)(?: out)?\s+(.+)$/i

/** "choose V as F", "select V from F", "pick V for F"; without a field the whole phrase is the target. */
const choosing: Rule = clause => {
  const said = CHOOSE.exec(clause.text)
  if (said === null) return undefined
  const word = (said[1] ?? '').toLowerCase()
  const rest = said[2] ?? ''
  if (word === 'take' && /^take\s+(?:me|out|off|away|back)\b/i.test(clause.text)) return undefined
  const as = /^(.+?)\s+(?:as|from|out of)\s+(.+)$/i.exec(rest)
  if (as !== null && !/^the (?:rows?|lines?|messages?|emails?|items?)\b/i.test(as[1] ?? '')) {
    return intentOf(clause, { verb: 'choose', word, target: rest, value: as[1], destination: as[2] })
  }
  const quoted = new RegExp(`^(.*?)(${QUOTE})\\s+(?:in|for|under|on|at)\\s+(.+)$`, 'i').exec(rest)
  if (quoted !== null)
    return intentOf(clause, { verb: 'choose', word, target: rest, value: quoted[2], destination: quoted[3] })
  const where = /^(.+?)\s+(?:in|for|under|on|at)\s+(.+)$/i.exec(rest)
  if (where !== null)
    return intentOf(clause, { verb: 'choose', word, target: rest, value: where[1], destination: where[2] })
  return intentOf(clause, { verb: 'choose', word, target: rest })
}

const CLICK = /^(click|press|tap|hit|push|activate|use|strike)(?:\s+(?:on|upon|at))?\s+(.+)$/i
const OPEN =
  /^(open(?: up)?|follow|read|browse|explore|check out(?= the| this| our| my)|(?:(?:take|have) a )?look at|show(?: me)?|view|see|display|visit|access|launch|(?:go|navigate|head|jump|switch|move|proceed|browse|get|turn|come|skip|return)(?: me)?(?: over| back| on)? (?:in)?to|take me to|bring up|bring me to|reveal|unhide|pull up)\s+(.+)$/i

const BY_PRESSING = new RegExp(
  `^(?:confirm|answer|respond|agree|proceed|continue|finish|accept|submit|send|save|post|publish)(?: (?:it|this|that))? (?:with|by (?:clicking|pressing|choosing|tapping)(?: on)?)\\s+(?:the )?(${QUOTE}|\\S.*)$`,
  'i',
)

const pressing: Rule = clause => {
  const { rest, times } = readTimes(clause.text)
  const by = BY_PRESSING.exec(rest)
  if (by !== null) return intentOf(clause, { verb: 'click', word: 'press', target: by[1], isWrite: true })
  const click = CLICK.exec(rest)
  if (click !== null) return intentOf(clause, { verb: 'click', word: click[1] ?? '', target: click[2], times })
  const open = OPEN.exec(rest)
  if (open === null) return undefined
  const word = (open[1] ?? '').toLowerCase().replace(/\s.*$/, '')
  return intentOf(clause, { verb: 'click', word, target: open[2], times, isWrite: false })
}

const UNITS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
}

/** "go forward three months": the next button of that unit, so many times. */
const stepping: Rule = clause => {
  const said =
    /^(?:go|move|step|skip|jump|page|advance|navigate)\s+(forwards?|ahead|on|backwards?|back)?\s*(?:by\s+)?(\d{1,2}|an?|one|two|three|four|five|six|ten)\s+(day|week|month|year|page|slide|step|photo|image|item|track|chapter)s?(?:\s+(forwards?|ahead|on|backwards?|back))?$/i.exec(
      clause.text,
    )
  if (said === null) return undefined
  const side = /back/i.test(`${said[1]}${said[4]}`) ? 'previous' : 'next'
  const times = UNITS[(said[2] ?? '').toLowerCase()] ?? Number(said[2])
  return intentOf(clause, { verb: 'click', word: 'go', target: `${side} ${said[3]}`, times })
}

const AWARD =
  /^(?:give|rate|award|score)\s+(?:(.+?)\s+)?(?:with\s+|an?\s+|at\s+)?((?:\d|one|two|three|four|five)(?: out of (?:5|five))? stars?)(?:\s+(?:to|for)\s+(.+))?$/i

const ratedThing = (said: string): string => (/^(?:it|this|that|them|)$/i.test(said) ? '' : ` in the row of ${said}`)

/** "give it four stars", "mark X with a star", "give the post a like". */
const awarding: Rule = clause => {
  const stars = AWARD.exec(clause.text)
  if (stars !== null)
    return intentOf(clause, {
      verb: 'choose',
      word: 'give',
      target: `${(stars[2] ?? '').replace(/ out of \w+/i, '')}${ratedThing(stars[1] ?? stars[3] ?? '')}`,
      isWrite: true,
    })
  const mark = /^mark\s+(.+?)\s+with\s+(?:an?\s+|the\s+)?([\p{L}-]+)$/iu.exec(clause.text)
  const give = /^give\s+(.+?)\s+an?\s+(\p{L}+)$/iu.exec(clause.text)
  const said = mark ?? give
  return said === null
    ? undefined
    : intentOf(clause, { verb: 'do', word: said[2] ?? '', target: said[1], isWrite: true })
}

/** "take out the rice", "throw it away": removing in two words. */
const takingOut: Rule = clause => {
  const said =
    /^(?:take|throw|get|cross)\s+(?:out|off|away|rid of)\s+(.+)$/i.exec(clause.text) ??
    /^(?:take|throw)\s+(.+?)\s+(?:out|off|away)(?: of .+)?$/i.exec(clause.text)
  return said === null ? undefined : intentOf(clause, { verb: 'do', word: 'remove', target: said[1] })
}

const submitting: Rule = clause => {
  const said = /^submit(?:\s+(.+))?$/i.exec(clause.text)
  return said === null
    ? undefined
    : intentOf(clause, { verb: 'submit', word: 'submit', target: said[1], isWrite: true })
}

const VALUE = new RegExp(`${QUOTE}|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+`, 'g')

/** The quotations and addresses in a phrase, each with the words before it. */
const readPairs = (
  phrase: string,
  quotes: readonly string[],
): { readonly pairs: readonly ValuePair[]; readonly tail: string } => {
  const pairs: ValuePair[] = []
  let from = 0
  for (const match of phrase.matchAll(VALUE)) {
    pairs.push({ hint: unmask(phrase.slice(from, match.index), []), value: unmask(match[0], quotes) })
    from = match.index + match[0].length
  }
  return { pairs, tail: unmask(phrase.slice(from), []) }
}

const MAKES = /^(?:add|create|make|start|new|set|register|compose)$/i
/** "a device called Gauge 2 in Porto". */
const CALLED =
  /^((?:an?|another|the)\s.+?\s(?:called|named|titled))\s+(.+?)((?:\s+(?:in|for|at|to|with|on|under|as)\s.+)?)$/i

/** "the plate HY 500", "a value of 6": the name of a field in small letters, then what is to stand there. */
const PART =
  /^(?:the\s|an?\s|its\s)?(\p{Ll}[\p{Ll}-]*(?:\s\p{Ll}[\p{Ll}-]*){0,2}?)(?:\s(?:of|is|as))?\s([\p{Lu}\d\p{Sc}@+#].*)$/u

/** "a vehicle with the plate HY 500 and the model Mercedes Actros": the values said without quotation marks. */
const readParts = (object: string): readonly ValuePair[] => {
  const [, thing = '', rest = ''] = /^(.+?)\s+with\s+(.+)$/i.exec(object) ?? []
  if (thing === '') return []
  const named = /^(?:an?\s|the\s|another\s)?(\p{Ll}+)\s(\p{Lu}[\p{L}\d_-]*)$/u.exec(thing)
  const pieces = rest.split(/\s*,\s*(?:and\s+)?(?:with\s+)?|\s+and\s+(?:with\s+)?(?=the\s|an?\s|\p{Ll})/u)
  const parts = pieces.map(piece => PART.exec(piece))
  if (parts.some(part => part === null)) return []
  const pairs = parts.map(part => ({ hint: part?.[1] ?? '', value: part?.[2] ?? '' }))
  return named === null ? pairs : [{ hint: `${named[1]} called`, value: named[2] ?? '' }, ...pairs]
}

/** Any other imperative: its verb is part of what to look for ("archive the last message"). */
export const anyVerb: Rule = clause => {
  const { rest, times } = readTimes(clause.text)
  const said = /^(\p{L}[\p{L}-]*)(?:\s+(.+))?$/iu.exec(rest)
  if (said === null) return undefined
  const object = (said[2] ?? '').replace(/^(?:it|this|that|them|there|here)$/i, '').replace(/^(?:it|them)\s+/i, '')
  const { pairs, tail } = readPairs(object, clause.quotes)
  const called = pairs.length === 0 && MAKES.test(said[1] ?? '') ? CALLED.exec(object) : null
  if (called !== null)
    return intentOf(clause, {
      verb: 'do',
      word: said[1] ?? '',
      target: object,
      pairs: [{ hint: called[1] ?? '', value: called[2] ?? '' }],
      tail: called[3] ?? '',
    })
  const parts = pairs.length === 0 && MAKES.test(said[1] ?? '') ? readParts(unmask(object, [])) : []
  if (parts.length > 0) {
    const thing = object.split(/\s+with\s/i)[0]
    return intentOf(clause, { verb: 'do', word: said[1] ?? '', target: thing, pairs: parts, tail: '' })
  }
  const values = pairs.length === 0 ? {} : { pairs, tail }
  return intentOf(clause, { verb: 'do', word: said[1] ?? '', target: object, times, ...values })
}

/** A bare label: "Drafts", "next page". */
export const bareLabel: Rule = clause => intentOf(clause, { verb: 'click', word: '', target: clause.text })

export const CHOICE_RULES: readonly Rule[] = [stepping, awarding, takingOut, choosing, pressing, submitting]
