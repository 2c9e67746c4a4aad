import type { Intent, Target } from '../intent.ts'
import type { Grounding } from './grounding.ts'
import type { Page } from './page.ts'
import { isTypo, normalize, similarity, type Token, tokenize } from './text.ts'

/** Acts that press something or look for it to press: a word of theirs that nothing answers names something else. */
const PRESSES = new Set<Intent['verb']>([
  'click',
  'do',
  'double_click',
  'right_click',
  'close',
  'expand',
  'collapse',
  'check',
  'uncheck',
  'toggle',
])

/** The largest part of the page, by share of its nodes, that still says something about an element in it. */
const LARGEST_PLACE = 0.6
/** How alike a word of the page must be to account for one that was said. */
const ALIKE = 0.6

const textsAround = (page: Page, at: number): readonly string[] => {
  const texts: string[] = []
  for (let up = at; up >= 0; up = page.parentOf(up)) {
    const end = page.nodes[up]?.end ?? up + 1
    const isItem = page.groupOf.has(up)
    if (!isItem && end - up > Math.max(12, page.nodes.length * LARGEST_PLACE)) break
    texts.length = 0
    for (let inner = up; inner < end; inner++) {
      const { node, label } = page.nodes[inner] ?? { node: undefined, label: '' }
      texts.push(label, node?.text ?? '', node?.description ?? '', node?.placeholder ?? '', node?.hints ?? '')
      texts.push(...(node?.options ?? []).map(({ name }) => name))
    }
  }
  const titles = page.sections.filter(
    ({ start, end }) => at >= start && at < end && end - start < page.nodes.length * 0.95,
  )
  return [...texts, ...titles.map(({ label }) => label)].filter(text => text !== '')
}

const tellingWords = (target: Target | undefined): readonly Token[] =>
  target === undefined || target.quoted || target.ordinal !== undefined || target.superlative !== undefined
    ? []
    : tokenize([target.text, ...target.scopes.map(({ text }) => text)].join(' ')).filter(
        ({ stop, generic, word }) => !stop && !generic && word.length > 1,
      )

const answers = (words: readonly Token[], said: Token): boolean =>
  words.some(word => similarity(said, word) >= ALIKE || isTypo(said.word, word.word))

/** Words of an element's own label that nobody spoke of. */
const unspoken = (page: Page, at: number, intent: Intent): readonly Token[] => {
  const said = tokenize(`${intent.word} ${intent.text}`)
  const label = tokenize(page.nodes[at]?.label ?? '').filter(({ stop, generic }) => !stop && !generic)
  return label.filter(word => !said.some(other => similarity(other, word) >= ALIKE))
}

/** The first word or quotation of an intent that nothing on or around an element says. */
const missing = (page: Page, at: number, intent: Intent): string | undefined => {
  const texts = textsAround(page, at)
  const around = normalize(texts.join(' \n '))
  const plain = ` ${around} `
  const quote = intent.quotations?.find(text => !plain.includes(` ${normalize(text)} `) && normalize(text) !== '')
  if (quote !== undefined) return quote
  const words = texts.flatMap(tokenize)
  const joined = around.replaceAll(' ', '')
  const title = tokenize(page.snapshot.title)
  const isNoun = (said: Token): boolean => page.find(said).length > 0 || answers(title, said)
  const mayBeNoun = unspoken(page, at, intent).length === 0
  return tellingWords(intent.target).find(
    said => !answers(words, said) && !joined.includes(said.word) && !(mayBeNoun && isNoun(said)),
  )?.word
}

/** A bare phrase or verb ("Drafts", "delete") presses only what is labelled with all of it. */
const isPartOfLabel = (page: Page, at: number, intent: Intent): boolean => {
  const isBare = intent.verb === 'click' ? intent.word === '' : intent.verb === 'do' && intent.target === undefined
  if (!isBare) return false
  return unspoken(page, at, intent).length > 0
}

/** Refuses a plan that leaves a telling word of the instruction out: it would do something else than was asked. */
export const accountFor = (page: Page, intent: Intent, grounding: Grounding): Grounding => {
  if (grounding.kind !== 'actions' || !PRESSES.has(intent.verb)) return grounding
  if (grounding.next.some(({ text }) => text === intent.text)) return grounding
  const [first] = grounding.actions
  const at = page.nodes.findIndex(({ node }) => node.ref === first?.ref)
  if (at < 0 || first?.method === 'select' || first?.method === 'fill' || first?.method === 'hover') return grounding
  if (missing(page, at, intent) === undefined && !isPartOfLabel(page, at, intent)) return grounding
  const { ref, role, name } = page.nodes[at]?.node ?? { ref: '', role: '', name: '' }
  return { kind: 'not_found', why: 'absent', candidates: [{ ref, role, name }] }
}
