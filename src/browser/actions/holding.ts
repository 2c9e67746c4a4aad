/**
 * How a field holds what was asked for: as a whole (as it is, or in the page's own format), with something added to it, all on
 * one line, as signs that hide it, or not.
 */
export type Held = 'whole' | 'more' | 'one-line' | 'masked' | 'not'

/** Signs that pages put into what is typed, or leave out of it, to format it. */
const FORMAT = /[\s.,:;'’"()[\]{}/|_·•+\-–—−]/gu
const CURRENCY = /[\p{Sc}%]/gu
/** Only digits, and signs that format them: a phone number, a card, a date. */
const DIGITS = /^[\d\s.,:()/+\-–—]+$/u

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

/** The number that a formatted text says, whichever sign is its decimal point; undefined where it says none. */
export function toNumber(text: string): number | undefined {
  const digits = /-?\d[\d\s.,'’]*/u.exec(text.replace(/[−–]\s*(?=\d)/u, '-'))?.[0].replace(/[\s'’]/gu, '')
  if (!digits) return undefined
  const point = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  const sign = digits[point]
  const isPoint =
    point >= 0 && (digits.length - point !== 4 || (sign === '.' ? digits.includes(',') : digits.includes('.')))
  const plain = isPoint
    ? `${digits.slice(0, point).replace(/[.,]/g, '')}.${digits.slice(point + 1)}`
    : digits.replace(/[.,]/g, '')
  return isNumber(plain) ? Number(plain) : undefined
}

/** A text without what formats it; signs that were asked for must stay, but for those between digits. */
function bare(text: string, wanted: string): string {
  const kept = DIGITS.test(wanted) ? '' : wanted
  const strip = (sign: string) => (sign.trim() !== '' && kept.includes(sign) ? sign : '')
  return text.normalize('NFKC').toLowerCase().replace(FORMAT, strip).replace(CURRENCY, strip)
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** Whether a text stands in another one as words of its own. */
const standsIn = (text: string, wanted: string): boolean =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(wanted)}(?![\p{L}\p{N}])`, 'iu').test(text)

/** Signs that stand for what a page does not show. */
const MASK = /^[•●∙·*＊⁎⬤]+$/u

function heldLine(state: string, wanted: string): Held {
  if (state.trim() === wanted.trim()) return 'whole'
  if (MASK.test(state) && [...state].length === [...wanted].length) return 'masked'
  const isDecimal = isNumber(wanted) && /[.-]/.test(wanted)
  if (isNumber(wanted) && toNumber(state) === Number(wanted)) return 'whole'
  if (isDecimal) return 'not'
  const [has, wants] = [bare(state, wanted), bare(wanted, wanted)]
  if (wants !== '' && has === wants) return isNumber(wanted) && /^\D*[-−–]\D*\d/u.test(state) ? 'not' : 'whole'
  return wanted.trim() !== '' && standsIn(state, wanted.trim()) ? 'more' : 'not'
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')

/** How a field that now says `state` holds `wanted`. */
export function howHeld(state: string, wanted: string): Held {
  if (state === wanted) return 'whole'
  const wants = linesOf(wanted)
  if (wants.length < 2) return heldLine(state, wanted)
  const has = linesOf(state)
  if (has.length === wants.length && wants.every((line, i) => heldLine(has[i] ?? '', line) === 'whole')) return 'whole'
  return heldLine(has.join(' '), wants.join(' ')) === 'whole' ? 'one-line' : 'not'
}
