import { nodeTypeOf, tagOf } from './dom.ts'

/** The lines of an editable as a person reads them: a block or a break begins a new one, an empty block is an empty line. */
export function linesOf(el: Element): string[] {
  const lines = ['']
  let breaks = false
  const begin = () => {
    if (breaks) lines.push('')
    breaks = false
  }
  const add = (text: string) => {
    begin()
    lines[lines.length - 1] += text
  }
  const walk = (node: Node): void => {
    const type = nodeTypeOf(node)
    if (type === Node.TEXT_NODE) {
      const text = textOf(node)
      if (text !== '') for (const [i, part] of text.split('\n').entries()) i === 0 ? add(part) : lines.push(part)
      return
    }
    if (type !== Node.ELEMENT_NODE) return
    const child = node as Element
    if (tagOf(child) === 'br') {
      begin()
      breaks = true
      return
    }
    const { display } = getComputedStyle(child)
    if (display === 'none') return
    const isBlock = !/^(inline|contents)/.test(display)
    if (isBlock) {
      begin()
      if (lines.at(-1) !== '') lines.push('')
    }
    for (const inner of child.childNodes) walk(inner)
    if (isBlock) breaks = true
  }
  for (const child of el.childNodes) walk(child)
  while (lines.length > 1 && lines.at(-1)?.trim() === '') lines.pop()
  return lines
}

/** A text node's text; white space between blocks is none, and a line break counts only where it is drawn. */
function textOf(node: Node): string {
  const text = (node.nodeValue ?? '').replace(/[\u200b\ufeff]/g, '')
  const keepsBreaks = node.parentElement && getComputedStyle(node.parentElement).whiteSpaceCollapse !== 'collapse'
  if (keepsBreaks) return text
  const flat = text.replace(/\s+/g, ' ')
  return flat === ' ' ? '' : flat
}
