import { attribute, type Element } from './page.ts'

/** What textOf leaves out, besides what the capture left out. */
export interface TextOptions {
  /** Subtrees to leave out. */
  readonly skip?: (element: Element) => boolean
  /** Write "- " and "1. " before list items. */
  readonly bullets?: boolean
}

const SILENT = new Set(['meta', 'link', 'svg', 'select', 'input', 'textarea', 'progress', 'meter', 'iframe'])

/** The text of an element as it reads on the page: blocks and line breaks are lines, runs of white space one space. */
export function textOf(element: Element | string, options: TextOptions = {}): string {
  if (typeof element === 'string') return clean(element)
  const lines = new Lines()
  write(element, lines, options)
  return lines.join()
}

const known = new WeakMap<Element, string>()

/** textOf on one line. Without options it is worked out once for an element. */
export function lineOf(element: Element | string, options?: TextOptions): string {
  if (typeof element === 'string') return clean(element)
  if (options) return oneLine(element, options)
  const before = known.get(element)
  if (before !== undefined) return before
  const line = oneLine(element, {})
  known.set(element, line)
  return line
}

function oneLine(element: Element, options: TextOptions): string {
  const [only] = element.children
  if (element.children.length === 0 && SILENT.has(element.tag)) return ''
  if (element.children.length === 1 && typeof only === 'string' && !options.bullets && !options.skip?.(element))
    return clean(only)
  if (options.bullets) return textOf(element, options).replace(/\s+/g, ' ')
  const line = new OneLine()
  write(element, line, options)
  return clean(line.join())
}

/** White space collapsed, soft hyphens and zero-width characters gone. */
export const clean = (text: string): string =>
  /[^\S ]| {2}|[\u00ad\u200b\u2060\ufeff]/.test(text)
    ? text
        .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
        .replace(/\s+/g, ' ')
        .trim()
    : text.trim()

function write(element: Element, lines: Lines | OneLine, options: TextOptions): void {
  if (options.skip?.(element)) return
  const { tag } = element
  if (tag === 'br' || tag === 'hr') {
    lines.newline()
    return
  }
  if (SILENT.has(tag) && element.children.length === 0) return
  const isCell = tag === 'td' || tag === 'th' || element.source.layout === 'cell'
  const isBlock = element.isBlock && !isCell
  if (isBlock) lines.block()
  if (isCell) lines.push(' ', false)
  if (options.bullets && tag === 'li' && element.parent?.tag !== 'nav') lines.push(bulletOf(element), false)
  const isPre = element.source.pre === true
  for (const child of element.children) {
    if (typeof child === 'string') lines.push(child, isPre)
    else write(child, lines, options)
  }
  if (isCell) lines.push(' ', false)
  if (isBlock) lines.block()
}

function bulletOf(item: Element): string {
  const list = item.parent
  if (list?.tag !== 'ol') return '- '
  const items = list.children.filter(child => typeof child !== 'string' && child.tag === 'li')
  const start = Number.parseInt(attribute(list, 'start'), 10)
  return `${items.indexOf(item) + (Number.isNaN(start) ? 1 : start)}. `
}

/** The first two signs of a line that are no blanks: a line with none, or with a lone bullet, goes on. */
const inkOf = (before: string, run: string): string =>
  before.length > 1 ? before : (before + (/\S\s*\S?/.exec(run)?.[0].replace(/\s+/, '') ?? '')).slice(0, 2)

/** Collects runs into lines. */
class Lines {
  readonly #done: string[] = []
  #line = ''
  #ink = ''

  push(run: string, isPre: boolean): void {
    if (!isPre || !run.includes('\n')) {
      this.#line += run
      this.#ink = inkOf(this.#ink, run)
      return
    }
    const [first = '', ...rest] = run.split('\n')
    this.#line += first
    for (const line of rest) {
      this.#done.push(this.#line.trimEnd())
      this.#line = line
    }
    this.#ink = inkOf('', this.#line)
  }

  newline(): void {
    this.#done.push(this.#line)
    this.#line = ''
    this.#ink = ''
  }

  block(): void {
    if (this.#ink !== '' && this.#ink !== '-') this.newline()
  }

  join(): string {
    this.block()
    const text = this.#done.map(line =>
      line
        .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
        .replace(/[ \t\u00a0]+/g, ' ')
        .trim(),
    )
    return text
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }
}

/** Collects runs as Lines does, a blank in the place of each break. */
class OneLine {
  #done = ''
  #line = ''
  #ink = ''

  push(run: string, isPre: boolean): void {
    const at = isPre ? run.lastIndexOf('\n') : -1
    if (at < 0) {
      this.#line += run
      this.#ink = inkOf(this.#ink, run)
      return
    }
    this.#done += this.#line + run.slice(0, at + 1)
    this.#line = run.slice(at + 1)
    this.#ink = inkOf('', this.#line)
  }

  newline(): void {
    this.#done += `${this.#line} `
    this.#line = ''
    this.#ink = ''
  }

  block(): void {
    if (this.#ink !== '' && this.#ink !== '-') this.newline()
  }

  join(): string {
    return this.#done + this.#line
  }
}

/** Words (letters, digits, marks) of a text. */
export const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []
