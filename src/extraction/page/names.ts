import stem from 'wink-porter2-stemmer'
import { wordsIn } from './text.ts'
import { toEnglish } from './translations.ts'

/** Words that mean the same as a name of a field. The first of each is the concept. */
const CONCEPTS: readonly (readonly string[])[] = [
  ['title', 'name', 'headline', 'heading', 'subject', 'product', 'item', 'label', 'caption', 'topic'],
  ['price', 'cost', 'amount', 'fee', 'fare', 'tariff', 'rent', 'pricing', 'charge'],
  ['salary', 'pay', 'wage', 'compensation', 'remuneration', 'income'],
  ['date', 'day', 'when', 'published', 'posted', 'created', 'updated', 'modified', 'on'],
  ['time', 'hour', 'clock', 'since', 'start', 'departure', 'departs', 'leaves'],
  ['arrival', 'arrives'],
  [
    'author',
    'by',
    'byline',
    'writer',
    'poster',
    'user',
    'username',
    'creator',
    'sender',
    'from',
    'who',
    'owner',
    'assignee',
    'organiser',
    'organizer',
    'contact',
  ],
  [
    'description',
    'summary',
    'snippet',
    'excerpt',
    'abstract',
    'details',
    'text',
    'body',
    'content',
    'message',
    'comment',
    'teaser',
    'blurb',
    'preview',
  ],
  ['link', 'url', 'href', 'address', 'uri'],
  ['image', 'picture', 'photo', 'thumbnail', 'img', 'src', 'icon', 'logo'],
  ['rating', 'stars', 'score'],
  ['votes', 'vote', 'upvotes', 'points', 'likes', 'score', 'upvote'],
  ['location', 'place', 'city', 'where', 'loc', 'town', 'address', 'region', 'venue'],
  ['company', 'employer', 'organisation', 'organization', 'firm', 'vendor', 'brand', 'manufacturer', 'maker', 'seller'],
  ['type', 'category', 'kind', 'section', 'genre', 'class', 'group', 'department'],
  ['status', 'state', 'availability', 'stock', 'column', 'stage'],
  ['quantity', 'qty', 'count', 'units', 'number', 'amount'],
  ['id', 'sku', 'code', 'number', 'no', 'nr', 'reference', 'ref'],
  ['total', 'sum', 'subtotal'],
  ['phone', 'telephone', 'tel', 'mobile'],
  ['email', 'mail', 'e-mail'],
  ['colour', 'color'],
  ['licence', 'license'],
  ['author', 'artist', 'director', 'performer'],
  ['severity', 'priority', 'level'],
  ['balance', 'value', 'amount'],
  ['duration', 'length', 'runtime', 'time'],
  ['tags', 'tag', 'keywords', 'labels', 'topics'],
  ['replies', 'comments', 'answers', 'responses'],
  ['views', 'hits', 'reads'],
]

const stems = new Map<string, string>()

/** What has a stem. The stemmer takes time by the square of the letters, and no word has more. */
const STEMMED = /^[a-z]{1,40}$/

/** The Porter 2 stem of a lower-case word. */
export function stemOf(word: string): string {
  if (!STEMMED.test(word)) return word
  const known = stems.get(word)
  if (known !== undefined) return known
  const found = stem(word)
  if (stems.size < 50_000) stems.set(word, found)
  return found
}

const conceptsOf = new Map<string, Set<number>>()
CONCEPTS.forEach((words, concept) => {
  for (const word of words) {
    const key = stemOf(word)
    const known = conceptsOf.get(key) ?? new Set()
    conceptsOf.set(key, known.add(concept))
  }
})

const SMALL = new Set(
  'der die das den dem des am im le la les du de des el los las il the a an of in on at to for and or with by its their his her is are was were be this that these those each every all any per no'.split(
    ' ',
  ),
)

const stemsOf = new Map<string, readonly string[]>()

/** The stems of a name, without articles and the like unless nothing else is left. */
export function nameStems(name: string): readonly string[] {
  const known = stemsOf.get(name)
  if (known) return known
  if (stemsOf.size > 5000) stemsOf.clear()
  const found = readStems(name)
  if (name.length <= 200) stemsOf.set(name, found)
  return found
}

function readStems(name: string): string[] {
  const words = wordsIn(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/_/g, ' '))
  const telling = words.filter(word => !SMALL.has(word))
  return (telling.length > 0 ? telling : words).map(word => stemOf(word === 'max' ? 'maximum' : word))
}

/** "prio" of "priority", "desc" of "description": four letters at least. */
const isShortFor = (short: string, long: string): boolean =>
  short.length >= 4 && long.length > short.length + 2 && long.startsWith(short)

/** Whether two stems name the same concept, or one the other in short. */
export function sharesConcept(a: string, b: string): boolean {
  if (isShortFor(a, b) || isShortFor(b, a)) return true
  const [of, and] = [conceptsOf.get(a), conceptsOf.get(b)]
  if (!of || !and) return false
  for (const concept of of) if (and.has(concept)) return true
  return false
}

/** Whether two words are the same, but for their endings, or name the same concept. */
export const isSameConcept = (a: string, b: string): boolean =>
  stemOf(a.toLowerCase()) === stemOf(b.toLowerCase()) || sharesConcept(stemOf(a.toLowerCase()), stemOf(b.toLowerCase()))

/** How well two names name the same, in one language or in two: 1 the same words, 0.5 and up mostly or by meaning, 0 nothing. */
export function nameScore(wanted: string, offered: string): number {
  if (wanted === '' || offered === '') return 0
  const plain = scoreIn(wanted, offered)
  if (plain >= 0.9) return plain
  const [a, b] = [toEnglish(wanted), toEnglish(offered)]
  return a === wanted && b === offered ? plain : Math.max(plain, scoreIn(a, b) * 0.97)
}

/** How well two names name the same in one language: 1 the same words, 0.5 and up mostly or by meaning, 0 nothing in common. */
function scoreIn(wanted: string, offered: string): number {
  if (wanted !== '' && wanted.trim().toLowerCase() === offered.trim().toLowerCase()) return 1
  const [a, b] = [nameStems(wanted), nameStems(offered)]
  if (a.length === 0 || b.length === 0) return 0
  if (a.join(' ') === b.join(' ')) return 1
  const shared = a.filter(word => b.includes(word)).length
  const meets = (word: string, others: readonly string[]) =>
    others.some(other => other === word || sharesConcept(word, other))
  if (shared > 0 && a.every(word => meets(word, b)) && b.every(word => meets(word, a))) return 0.85
  if (shared > 0) {
    const dice = (2 * shared) / (a.length + b.length)
    // the last word of an English name says what it is, those before it which one
    const head = b.includes(a.at(-1) ?? '') ? 0 : 0.12
    return (shared === a.length || shared === b.length ? 0.55 + dice * 0.4 : dice * 0.7) - head
  }
  const alike = a.filter(word => b.some(other => sharesConcept(word, other))).length
  return alike === 0 ? 0 : 0.25 + (0.7 * alike) / (a.length + b.length)
}
