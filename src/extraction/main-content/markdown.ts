import Turndown from 'turndown'
import { levelOf } from '../page/labels.ts'
import { ancestors, type Element } from '../page/page.ts'
import type { Block } from './blocks.ts'

/** Blocks as Markdown (CommonMark). */
export function toMarkdown(blocks: readonly Block[]): string {
  const turndown = new Turndown({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
  })
  return turndown.turndown(toHtml(blocks))
}

/** Plain HTML of the blocks, one after the other; neighbouring entries of a list stand in one list again. */
export function toHtml(blocks: readonly Block[]): string {
  let html = ''
  let list: 'ul' | 'ol' | undefined
  for (const block of blocks) {
    const next = listOf(block.element)
    if (next !== list) html += `${list ? `</${list}>` : ''}${next ? `<${next}>` : ''}`
    list = next
    html += next ? `<li>${block.html()}</li>` : wrapped(block)
  }
  return list ? `${html}</${list}>` : html
}

function listOf(element: Element): 'ul' | 'ol' | undefined {
  for (const at of [element, ...ancestors(element)]) {
    if (at.tag === 'li') return at.parent?.tag === 'ol' ? 'ol' : 'ul'
    if (/^(article|section|main|table|blockquote)$/.test(at.tag)) return undefined
  }
  return undefined
}

function wrapped(block: Block): string {
  const { element } = block
  if (/^h[1-6]$/.test(element.tag)) return `<h${levelOf(element)}>${block.html()}</h${levelOf(element)}>`
  if (element.tag === 'pre') return `<pre><code>${Bun.escapeHTML(block.text)}</code></pre>`
  const isQuoted = [element, ...ancestors(element)].some(at => at.tag === 'blockquote')
  return isQuoted ? `<blockquote><p>${block.html()}</p></blockquote>` : `<p>${block.html()}</p>`
}
