import type { PageCapture } from '../../contract/capture.ts'
import { mainMarkdown, mainOf } from '../main-content/body.ts'
import type { Page } from '../page/page.ts'
import { commonFacts } from '../page/subject-facts.ts'
import { titleOf } from '../page/title.ts'
import type { Question } from '../question/question.ts'
import type { Schema } from '../question/schema.ts'

/** What a question for the main content is answered from. */
export interface MainRequest {
  readonly question: Question
  readonly capture: PageCapture
  readonly page: Page
  /** The schema's object, whose property names are filled by meaning. */
  readonly object?: Schema
}

/** Title, byline, date and text of the page's main content, as far as they were asked for; null where the page has none. */
export function answerMain({
  question,
  capture,
  page,
  object,
}: MainRequest): Record<string, string | null> | undefined {
  const keys = object ? Object.keys(object.properties ?? {}) : question.fields.map(field => field.key)
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
      return (question.markdown || /markdown/i.test(key) ? mainMarkdown(capture) : mainOf(capture)) || null
    return factOf(key.toLowerCase())
  }
  const result = Object.fromEntries(wanted.map(key => [key, read(key)]))
  return Object.values(result).some(value => value !== null) ? result : undefined
}
