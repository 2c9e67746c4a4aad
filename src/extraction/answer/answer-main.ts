import type { PageCapture } from '../../contract/capture.ts'
import { mainMarkdown, mainOf } from '../main-content/body.ts'
import type { Page } from '../page/page.ts'
import { commonFacts } from '../page/subject-facts.ts'
import { titleOf } from '../page/title.ts'
import type { Schema } from '../query/schema.ts'

/** What a question for the main content is answered from. */
export interface MainRequest {
  readonly instruction: string
  readonly capture: PageCapture
  readonly page: Page
  /** The schema's object, whose property names are filled by meaning. */
  readonly object?: Schema
}

/** Title, byline, date and text of the page's main content, as far as they were asked for; null where the page has none. */
export function answerMain({
  instruction,
  capture,
  page,
  object,
}: MainRequest): Record<string, string | null> | undefined {
  const keys = object ? Object.keys(object.properties ?? {}) : mainFields(instruction)
  const wanted = keys.length > 0 ? keys : ['title', 'author', 'date', 'text']
  let facts: ReturnType<typeof commonFacts> | undefined
  const factOf = (label: string) => {
    facts ??= commonFacts(page)
    return [...facts].filter(fact => fact.label === label).sort((a, b) => b.trust - a.trust)[0]?.cell.text ?? null
  }
  const read = (key: string): string | null => {
    if (/title|headline|heading|name/i.test(key)) return titleOf(page) || null
    if (/author|byline|writer/i.test(key)) return factOf('author')
    if (/date|published|time/i.test(key)) return factOf('date')
    if (/url|link/i.test(key)) return page.url
    if (/text|content|body|markdown|article/i.test(key))
      return (/\bmarkdown\b/i.test(`${instruction} ${key}`) ? mainMarkdown(capture) : mainOf(capture)) || null
    return factOf(key.toLowerCase())
  }
  const result = Object.fromEntries(wanted.map(key => [key, read(key)]))
  return Object.values(result).some(value => value !== null) ? result : undefined
}

/** Whether the page's main content is asked for. */
export const isMain = (text: string): boolean =>
  /\b(main|full|whole|entire|complete|body|article|page|post|story)\b[^.,:]{0,24}\b(content|text|body)\b/i.test(text) ||
  /\b(text|content|body)\b[^.,:]{0,12}\bof (the|this) (main |whole |full |entire )?(article|page|post|story|document)\b/i.test(
    text,
  ) ||
  /\barticle(’|')s (text|body|content)\b|\b(as|in|to) markdown\b|^(extract|read|get|return) (the|this) (article|page|post|story|document)\.?$/i.test(
    text,
  )

/** Which of title, author, date and text an article question names; none where it leaves that open. */
const mainFields = (text: string): string[] => {
  const braces = /\{\s*([\p{L}_][\p{L}\p{N}_, ]*)\}/u.exec(text)?.[1]
  if (braces !== undefined) return braces.split(/\s*,\s*/)
  const asked = text.replace(/\bwithout\b[^.]*/gi, ' ')
  const named = [
    ['title', /\b(title|headline|heading)\b/i],
    ['author', /\b(author|byline|writer|written by)\b/i],
    ['date', /\b(date|published|publication|when)\b/i],
    ['text', /\b(text|content|body|markdown|article)\b/i],
  ] as const
  return named.filter(([, pattern]) => pattern.test(asked)).map(([key]) => key)
}
