import type { CaptureElement, PageCapture } from '../../contract/capture.ts'
import { type Page, readPage } from '../page/page.ts'
import type { Block } from './blocks.ts'
import { chooseBlocks } from './choice.ts'
import { withEnding } from './ending.ts'
import { describeBlocks } from './features.ts'
import { likelihood } from './judge.ts'
import { judgeSettings as settings } from './judge-settings.ts'
import { toMarkdown } from './markdown.ts'

/** The blocks of the page's main content in reading order. */
export const mainBlocks = (capture: PageCapture): Block[] =>
  chooseBlocks(
    withEnding(describeBlocks(readRevealed(capture)).map(one => ({ ...one, likelihood: likelihood(one.features) }))),
  )

/** The text of the page's main content, a line a block, entries of lists with a dash. */
export const mainOf = (capture: PageCapture): string =>
  mainBlocks(capture)
    .map(({ element, text }) => (element.tag === 'li' ? `- ${text}` : text))
    .join('\n')

/** The same as Markdown: headings, lists, quotes, code, links and emphasis. */
export const mainMarkdown = (capture: PageCapture): string => toMarkdown(mainBlocks(capture))

/**
 * The page as it is rendered; where hardly anything is, because the page waits for a script to be shown, with what is
 * hidden and what it says to readers without scripts.
 */
export function readRevealed(capture: PageCapture): Page {
  const { shown, all } = lettersOf(capture.body, true)
  return readPage(capture, { withHidden: shown < all * settings.leastShown })
}

/** Characters of text that are rendered, and of all there is. */
function lettersOf(element: CaptureElement, isShown: boolean): { shown: number; all: number } {
  let [shown, all] = [0, 0]
  const isInside = isShown && element.hidden !== 'all'
  for (const child of element.children ?? []) {
    if (typeof child === 'string') {
      all += child.length
      if (isInside && element.hidden === undefined) shown += child.length
      continue
    }
    const inner = lettersOf(child, isInside)
    shown += inner.shown
    all += inner.all
  }
  return { shown, all }
}
