import { clean } from '../page/text.ts'
import { isPlural } from './question-parts.ts'

/** What a question with a question word asks, before the page is looked at. */
export interface WhParts {
  readonly kind: 'value' | 'records'
  /** Names of what is asked for; empty where the subject itself is. */
  readonly names: readonly string[]
  readonly subject: string
  /** What is to be counted. */
  readonly counted?: string
  /** Words that are said by the names already: "weigh" by "weight". */
  readonly spent?: readonly string[]
}

const table = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(';').flatMap(line => {
      const [name = '', words = ''] = line.split(':')
      return words
        .trim()
        .split(/\s+/)
        .map(word => [word, clean(name)] as const)
    }),
  )

/** What an adjective or a verb measures. */
const MEASURES = table(`weight: heavy weigh weighs; length: long; height: tall high; width: wide; depth: deep; age: old;
  size: big large; speed: fast quick; price: expensive cheap cost costs charge; distance: far; salary: pay pays earn earns`)

/** Who does it. */
const AGENTS =
  table(`author: wrote written posted published started opened created writes posts; sender: sent sends; maker: made makes produces;
  seller: sells sold; leader: leads led; who: is are was were works work working`)

/** What a verb's moment is called. */
const MOMENTS =
  table(`arrival: arrive arrives land lands; departure: depart departs leave leaves; start time: start starts begin begins;
  end time: end ends finish finishes; opening time: open opens; closing time: close closes; payment due date: due paid settled;
  date: published posted written updated released`)

const SAYING = /^(write|written|say|said|post|reply|answer|comment)$/
const IS = /^(is|are|was|were|does|do|did|has|have|had|will|can|must|should|'s|’s)$/i
/** Words that may end a question and say nothing. */
const IDLE =
  /^(there|have|has|had|get|take|takes|offer|contain|happen|place|listed|shown|available|offered|possible|found|returned|currently|now|still|on|from|in|for|to|at|of|be|been|it|this|they|choose|select|pick|i|you|we)$/i

const withoutArticle = (words: readonly string[]): string =>
  clean(words.join(' ')).replace(/^(the|this|that|an?) /i, '')

/** A question from its auxiliary verb on: whose it is, and the verb at its end. */
function readRest(rest: readonly string[]): { owner: string; verb: string } {
  const words = IS.test(rest[0] ?? '') ? rest.slice(1) : [...rest]
  let verb = ''
  while (words.length > 0) {
    const last = (words.at(-1) ?? '').toLowerCase()
    const telling = MEASURES.has(last) || MOMENTS.has(last) || AGENTS.has(last) || SAYING.test(last)
    if (telling && words.length > 1 && verb === '') verb = last
    else if (!IDLE.test(last)) break
    words.pop()
  }
  return { owner: withoutArticle(words), verb }
}

const one = (name: string, subject: string, spent: readonly string[] = []): WhParts => ({
  kind: 'value',
  names: name === '' ? [] : [name],
  subject,
  spent,
})

type Reading = (words: readonly string[], rest: readonly string[]) => WhParts | undefined

/** How each question word goes on: its own words up to the auxiliary verb, and the rest from there. */
const READINGS: Readonly<Record<string, Reading>> = {
  how([adverb = '', ...own], rest) {
    const { owner, verb } = readRest(rest)
    const name = clean(own.join(' '))
    if (adverb === 'many') {
      const isOwned = /^(does|do|did|has|have|had)$/i.test(rest[0] ?? '') && !/^(it|this|they)\b/i.test(rest[1] ?? '')
      return isOwned ? one(name, owner) : { ...one('', `number of ${name}`), counted: name }
    }
    // "how long does it cook", "how long does the crossing take"
    if (adverb === 'long' && !/^(is|are|was|were)$/i.test(rest[0] ?? '')) {
      const own = /^(?:it|this|they)(?: take to)? (\S+)/i.exec(owner)?.[1]
      return own ? one(`${own} time`, '', rest) : one('duration', owner)
    }
    if (adverb !== 'much') return one(MEASURES.get(adverb) ?? adverb, owner, [adverb, verb])
    if (/\b(due|owed|owe|owing|payable|outstanding|paid)\b/i.test(owner) || verb === 'paid')
      return one('amount due', '', rest)
    return one(name || (MEASURES.get(verb) ?? 'price'), owner, [verb])
  },
  when(_, rest) {
    const { owner, verb } = readRest(rest)
    return one(MOMENTS.get(verb) ?? 'date and time', owner, [verb, 'be', 'to'])
  },
  where: (_, rest) => one('location', readRest(rest).owner),
  who(words, rest) {
    const [verb = '', ...others] = [...words, ...rest]
    const agent = AGENTS.get(verb.toLowerCase()) ?? 'who'
    const owner = withoutArticle(others).replace(/^(all|each|every) /i, '')
    if (/^(in|at|on|for|from)$/i.test(others[0] ?? ''))
      return { kind: 'records', names: ['name'], subject: '', spent: [verb] }
    if (IS.test(verb) && /^(the|an?)$/i.test(others[0] ?? '')) return one(owner, '')
    return isPlural(owner) && agent !== 'who'
      ? { kind: 'records', names: [agent], subject: owner }
      : one(agent, owner, [verb])
  },
  which: (words, rest) => readChoice(words, rest),
  what(words, rest) {
    return words.length > 0 ? readChoice(words, rest) : readWhat(rest)
  },
}

/** "what does it weigh", "what did gasman write", "what does 404 mean". */
function readWhat(rest: readonly string[]): WhParts | undefined {
  if (rest.length === 1) return { kind: 'records', names: [], subject: '' }
  if (!/^(does|do|did|has|have)$/i.test(rest[0] ?? '')) return undefined
  const { owner, verb } = readRest(rest)
  if (SAYING.test(verb)) return one('text', owner, [verb])
  if (verb !== '') return one(MEASURES.get(verb) ?? verb, owner, [verb])
  const words = owner.split(' ')
  return words.length > 1 ? one(words.at(-1) ?? '', words.slice(0, -1).join(' ')) : undefined
}

/** "which shoes are in stock", "which platform does it leave from": several of what is named, or that of something else. */
function readChoice(words: readonly string[], rest: readonly string[]): WhParts | undefined {
  const { owner, verb } = readRest(rest)
  const noun = withoutArticle(words)
  if (noun === '') return undefined
  if (isPlural(noun)) return { kind: 'records', names: [], subject: noun }
  if (
    /^(does|do|did)$/i.test(rest[0] ?? '') ||
    (owner !== '' && !/^(the|selected|chosen|checked|picked|set|active)$/i.test(owner))
  )
    return one(noun, owner, [verb])
  return one('', noun)
}

const QUESTION =
  /^(?:(?:in|at|on|from|to|by|for|under|with|until)\s+)?(who|what|which|when|where|how)(?:['’]s)?\s+(.+)$/i

/** Reads a question that begins with a question word; undefined for other forms. */
export function readWhQuestion(text: string): WhParts | undefined {
  const [, word = '', more = ''] = QUESTION.exec(text.replace(/[?.!\s]+$/, '')) ?? []
  const words = more.split(' ')
  const verb = words.findIndex(one => IS.test(one))
  if (/^what comes/i.test(text)) return { kind: 'records', names: [], subject: more.replace(/^comes /i, '') }
  // "which hotels offer breakfast": the things end with their plural
  const plural = /^wh(at|ich)$/i.test(word) ? words.findIndex(isPlural) + 1 : 0
  const at = plural > 0 && (verb < 0 || plural < verb) ? plural : verb
  const [own, rest] = at < 0 ? [words, []] : [words.slice(0, at), words.slice(at)]
  return READINGS[word.toLowerCase()]?.(own, rest)
}
