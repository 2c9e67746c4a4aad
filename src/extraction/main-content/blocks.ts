import { attribute, type Element, type Page } from '../page/page.ts'
import { clean, wordsIn } from '../page/text.ts'

/** A run of text that stands together on the page: what lies in a block without another block between. */
export interface Block {
  /** The nearest block element around it. */
  readonly element: Element
  readonly text: string
  readonly words: number
  /** Words of it in links. */
  readonly linked: number
  readonly links: number
  /** Its inline content as HTML: text with links, emphasis and code. */
  html(): string
  /** Position of its first text among the elements of the page. */
  readonly order: number
}

const SILENT = /^(meta|link|svg|select|input|textarea|progress|meter|iframe|button|script|style|template)$/

/** The blocks of a page in reading order; text of buttons is left out, that of preformatted blocks keeps its lines. */
export function blocksOf(page: Page): Block[] {
  const collector = new Collector()
  collector.visit(page.body, { block: page.body, isLink: false })
  return collector.finish()
}

interface Inside {
  readonly block: Element
  readonly isLink: boolean
}

/** A run of text and the element right around it. */
interface Run {
  readonly text: string
  readonly at: Element
}

const MARKS = /^(a|b|strong|em|i|code|kbd|del|s)$/

function htmlOf({ text, at }: Run, block: Element): string {
  if (at.tag === 'br') return '<br>'
  let html = Bun.escapeHTML(text)
  if (text.trim() === '') return html
  for (let outer: Element | null = at; outer && outer !== block; outer = outer.parent) {
    if (!MARKS.test(outer.tag)) continue
    const href = attribute(outer, 'href')
    if (outer.tag === 'a') html = href === '' ? html : `<a href="${Bun.escapeHTML(href)}">${html}</a>`
    else html = `<${outer.tag}>${html}</${outer.tag}>`
  }
  return html
}

class Collector {
  readonly #blocks: Block[] = []
  #parts: string[] = []
  #linked: string[] = []
  #links = 0
  #runs: Run[] = []
  #element: Element | undefined
  #order = 0

  visit(element: Element, { block, isLink }: Inside): void {
    if (SILENT.test(element.tag) || attribute(element, 'role') === 'button') return
    if (element.tag === 'br') {
      this.#parts.push('\n')
      this.#runs.push({ text: '\n', at: element })
    }
    const isOwn = element.isBlock && element.tag !== 'br'
    if (isOwn) this.#flush()
    const within = { block: isOwn ? element : block, isLink: isLink || element.tag === 'a' }
    if (element.tag === 'a') this.#links += 1
    for (const child of element.children) {
      if (typeof child === 'string') this.#push(child, within, element)
      else this.visit(child, within)
    }
    if (isOwn) this.#flush()
  }

  finish(): Block[] {
    this.#flush()
    return this.#blocks
  }

  #push(text: string, { block, isLink }: Inside, at: Element): void {
    if (this.#element === undefined) this.#order = at.order
    this.#element ??= block
    this.#parts.push(at.source.pre ? text : text.replace(/\s+/g, ' '))
    if (isLink) this.#linked.push(text, ' ')
    this.#runs.push({ text, at })
  }

  #flush(): void {
    const text = this.#parts
      .join('')
      .split('\n')
      .map(clean)
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
    const words = wordsIn(text).length
    if (this.#element && words > 0) {
      const linked = Math.min(words, wordsIn(this.#linked.join('')).length)
      const element = this.#element
      const runs = this.#runs
      const html = () => runs.map(run => htmlOf(run, element)).join('')
      this.#blocks.push({ element, text, words, linked, links: this.#links, order: this.#order, html })
    }
    this.#parts = []
    this.#linked = []
    this.#links = 0
    this.#runs = []
    this.#element = undefined
  }
}
