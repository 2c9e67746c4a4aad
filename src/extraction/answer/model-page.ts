import type { PageCapture } from '../../contract/capture.ts'
import { attribute, readPage } from '../page/page.ts'
import { lineOf, textOf } from '../page/text.ts'

/** Characters of the page that a request carries at most. */
const MAX_PAGE = 40_000
const MAX_LINKS = 200

/** The page as a model is shown it: its text, and the addresses of its links where they are asked for. */
export function toModelPage(capture: PageCapture, instruction: string): string {
  const page = readPage(capture)
  const text = textOf(page.body, { bullets: true })
  const links = /\b(urls?|links?|hrefs?|addresses)\b/i.test(instruction)
    ? page.elements
        .filter(element => element.tag === 'a' && attribute(element, 'href') !== '')
        .slice(0, MAX_LINKS)
        .map(element => `link ${JSON.stringify(lineOf(element))} ${attribute(element, 'href')}`)
    : []
  return [`title ${JSON.stringify(page.title)}`, text, ...links].join('\n').slice(0, MAX_PAGE)
}
