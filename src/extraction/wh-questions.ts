import type { Filter } from './filters.ts'
import { clean } from './text.ts'

/** What a question with a question word asks, before the page is looked at. */
export interface WhParts {
  readonly kind: 'value' | 'records'
  /** Names of what is asked for; empty where the subject itself is. */
  readonly names: readonly string[]
  readonly subject: string
  readonly filters?: readonly Filter[]
  /** What is to be counted. */
  readonly counted?: string
}

/** What an adjective or a verb measures. */
const MEASURES: Readonly<Record<string, string>> = {
  heavy: 'weight',
  long: 'length',
  tall: 'height',
  high: 'height',
  wide: 'width',
  deep: 'depth',
  old: 'age',
  big: 'size',
  large: 'size',
  fast: 'speed',
  expensive: 'price',
  far: 'distance',
  cost: 'price',
  costs: 'price',
  pay: 'salary',
  pays: 'salary',
  weigh: 'weight',
  earn: 'salary',
  wrote: 'author',
  written: 'author',
  posted: 'author',
  published: 'author',
  started: 'author',
  opened: 'author',
  created: 'author',
  sent: 'sender',
  made: 'maker',
  sells: 'seller',
  leads: 'leader',
}

/** What a verb's moment is called. */
const MOMENTS: Readonly<Record<string, string>> = {
  arrive: 'arrival',
  land: 'arrival',
  depart: 'departure',
  leave: 'departure',
  start: 'start time',
  begin: 'start time',
  end: 'end time',
  finish: 'end time',
  open: 'opening time',
  close: 'closing time',
}

const VERBS = 'is|are|was|were|does|do|did|has|have|had|will|can'
const THE = '(?:the |this |that |an? )?'
const TAIL =
  '(?: (?:have|has|had|cost|costs|take|get|offer|contain|there|start|begin|open|close|happen|take place|weigh|pay|earn))?'

type Read = (match: RegExpExecArray) => WhParts | undefined

const one = (name: string, subject: string): WhParts => ({
  kind: 'value',
  names: name === '' ? [] : [name],
  subject: clean(subject),
})

/** Sentences by their form; the first that fits is taken. */
const FORMS: readonly [RegExp, Read][] = [
  [
    /^how much (?:is|was|remains|do i|do we|must be) (?:still |left )?(?:due|owed|owe|owing|payable|outstanding|paid)\b.*$/i,
    () => one('amount due', ''),
  ],
  [
    /^(?:when|by when) (?:is|must|does|do|has|should) (?:the )?(.+?) (?:due|(?:have |need )?(?:to )?be (?:paid|settled))$/i,
    () => one('payment due date', ''),
  ],
  [
    /^what (?:did|does|has|have) (.+?) (?:write|written|say|said|post|reply|answer|comment)$/i,
    ([, owner = '']) => one('text', owner),
  ],
  [
    /^what (?:comes|is|are|'s) (?:included )?((?:in|with) .*\b(?:box|package|kit|set|pack|bundle|price|scope of delivery))$/i,
    ([, subject = '']) => ({ kind: 'records', names: [], subject }),
  ],
  [
    /^how long (?:does|do|did|will) (?:it|this|they) (?:take to )?([a-z]+?)(?: for)?$/i,
    ([, verb = '']) => one(`${verb} time`, ''),
  ],
  [
    /^how many (.+?) (?:does|do|did) (?:it|this|they) have$/i,
    ([, noun = '']) => ({ ...one('', `number of ${noun}`), counted: noun }),
  ],
  [
    new RegExp(`^how many (.+?) (?:${VERBS}) (?:there|listed|shown)\\b.*$`, 'i'),
    ([, noun = '']) => ({ ...one('', `number of ${noun}`), counted: noun }),
  ],
  [
    /^how many (.+?) (?:(?:were|was|are|is) (?:found|returned|shown|listed|available|open|vacant|in (?:this|the) .+|on (?:this|the) .+))\b.*$/i,
    ([, noun = '']) => ({ ...one('', `number of ${noun}`), counted: noun }),
  ],
  [
    /^(?:what is |give |get )?(?:the )?(?:total )?(?:number|count) of (?:all )?(.+)$/i,
    ([, noun = '']) => ({ ...one('', `number of ${noun}`), counted: noun }),
  ],
  [
    new RegExp(`^how many (.+?) (?:${VERBS}) ${THE}(.+?)${TAIL}$`, 'i'),
    ([, noun = '', owner = '']) => one(noun, owner),
  ],
  [
    new RegExp(`^how much (?:${VERBS}) ${THE}(.+?) (cost|pay|weigh|earn)$`, 'i'),
    ([, owner = '', verb = '']) => one(MEASURES[verb] ?? 'price', owner),
  ],
  [new RegExp(`^how much (?:is|are|was|were) ${THE}(.+)$`, 'i'), ([, owner = '']) => one('price', owner)],
  [
    new RegExp(`^what (?:does|do|did) ${THE}(.+?) (cost|pay|weigh|earn)$`, 'i'),
    ([, owner = '', verb = '']) => one(MEASURES[verb] ?? 'price', owner),
  ],
  [
    new RegExp(
      `^how (heavy|long|tall|high|wide|deep|old|big|large|fast|expensive|far) (?:${VERBS}) ${THE}(.+?)${TAIL}$`,
      'i',
    ),
    ([, how = '', owner = '']) => one(MEASURES[how.toLowerCase()] ?? how, owner),
  ],
  [
    /^(?:what is|what are|what was|tell me) ([^,]+?)['’]s? ([\p{L} ]+)$/iu,
    ([, owner = '', name = '']) => one(name, owner.replace(/^the /i, '')),
  ],
  [
    new RegExp(`^(?:in|at|on|from|to|by|for|under|with) (?:which|what) (.+?) (?:${VERBS}) ${THE}(.+?)${TAIL}$`, 'i'),
    ([, name = '', owner = '']) => one(name, owner),
  ],
  [
    new RegExp(`^when (?:${VERBS}) ${THE}(.+?) (arrive|depart|leave|land|start|begin|end|finish|open|close)s?$`, 'i'),
    ([, owner = '', verb = '']) => one(MOMENTS[verb.toLowerCase()] ?? 'time', owner),
  ],
  [
    /^who (?:is|are|works?|sits?|lives?|plays?|teaches|speaks|studies|stays?) (?:in|at|on|for|from) (?:the )?(.+)$/i,
    ([, value = '']) => ({
      kind: 'records',
      names: ['name'],
      subject: '',
      filters: [{ kind: 'any', value: clean(value) }],
    }),
  ],
  [
    new RegExp(`^when (?:${VERBS}) ${THE}(?:article|post|page|story|it) (?:published|posted|written|updated)$`, 'i'),
    () => one('date', ''),
  ],
  [new RegExp(`^when (?:${VERBS}) ${THE}(.+?)${TAIL}$`, 'i'), ([, owner = '']) => one('date and time', owner)],
  [
    /^who (wrote|written|posted|published|started|opened|created|sent|made|sells|leads) (?:all |each |every )?(?:the |this )?(.+)$/i,
    ([, verb = '', owner = '']) => {
      const name = MEASURES[verb.toLowerCase()] ?? 'author'
      const isMany = /[^s]s$/.test(owner)
      return isMany ? { kind: 'records', names: [name], subject: owner } : one(name, owner)
    },
  ],
  [
    /^(?:which|what) (.+?) (?:is|was) (?:currently )?(?:selected|chosen|checked|picked|set|active)$/i,
    ([, name = '']) => one(name, ''),
  ],
  [
    /^(?:which|what) (.+?s) (?:can (?:i|you|we|one) (?:choose|select|pick|order|buy|get)|(?:do|does) (?:you|they|it|.+?) (?:have|offer|come in)|(?:are|is) (?:there|available|offered|possible))(?: from)?$/i,
    ([, subject = '']) => ({ kind: 'records', names: [], subject: clean(subject) }),
  ],
  [
    /^(?:which|what) (.+?s) (?:have|has|offer|offers|include|includes|come with|comes with|provide|provides|feature|features) (?:an? |the |any )?(.+)$/i,
    ([, subject = '', value = '']) => ({
      kind: 'records',
      names: [],
      subject: clean(subject),
      filters: [{ kind: 'contains', value: clean(value) }],
    }),
  ],
  [new RegExp(`^where (?:${VERBS}) ${THE}(.+?)${TAIL}$`, 'i'), ([, owner = '']) => one('location', owner)],
  [/^(?:which|what) (.+?)(?: (?:is|are|was|were))?(?: the)?$/i, chosen],
  [
    /^(?:which|what) (.+?) (?:is|are|was|were) (?:currently |now |still )?(?:in |from |at |on |by |under |marked (?:as )?)(?:the )?(.+)$/i,
    valued,
  ],
  [/^(?:which|what) (.+?s) (?:is|are|was|were) (?:currently |now |still )?(.+)$/i, valued],
]

/** "Which shoe is the …", where what makes it the one was taken out before: the things themselves. */
function chosen([whole, subject = '']: RegExpExecArray): WhParts | undefined {
  if (!/ (?:is|are|was|were)(?: the)?$| the$/i.test(whole)) return undefined
  return { kind: /[^s]s$/.test(subject) ? 'records' : 'value', names: [], subject: clean(subject) }
}

/** "Which contacts are in Lyon": the things, kept where one of their values is that. */
function valued([, subject = '', value = '']: RegExpExecArray): WhParts | undefined {
  if (/^(available|listed|shown|there|possible|offered|selected)$/i.test(value))
    return { kind: 'records', names: [], subject: clean(subject) }
  return { kind: 'records', names: [], subject: clean(subject), filters: [{ kind: 'any', value: clean(value) }] }
}

/** Reads a question that begins with a question word; undefined for other forms. */
export function readWhQuestion(text: string): WhParts | undefined {
  const plain = text.replace(/[?.!\s]+$/, '')
  for (const [form, read] of FORMS) {
    const match = form.exec(plain)
    const parts = match && read(match)
    if (parts) return parts
  }
  return undefined
}
