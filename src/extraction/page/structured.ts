import type { Page } from './page.ts'
import { clean, textOf, wordsIn } from './text.ts'

/** A property of a thing that the page describes in JSON-LD: "offers price" of a Product. */
export interface DataFact {
  /** Property names on the way, camelCase split: "aggregate Rating rating Value". */
  readonly label: string
  readonly value: string
  readonly type: string
  /** Whether the visible page says the same. */
  readonly isSeen: boolean
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const split = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

/** Parses the page's JSON-LD; scripts that are not JSON are passed over. */
export function linkedNodes(page: Page): { [key: string]: Json }[] {
  return page.linkedData.flatMap(text => {
    try {
      return nodesOf(JSON.parse(text.replace(/^\s*(<!--|\/\/<!\[CDATA\[)|(-->|\/\/\]\]>)\s*$/g, '')) as Json)
    } catch (error) {
      if (error instanceof SyntaxError) return []
      throw error
    }
  })
}

function nodesOf(json: Json): { [key: string]: Json }[] {
  if (Array.isArray(json)) return json.flatMap(nodesOf)
  if (json === null || typeof json !== 'object') return []
  return [...('@graph' in json ? nodesOf(json['@graph'] ?? null) : []), ...('@type' in json ? [json] : [])]
}

export const typeOf = (node: { [key: string]: Json }): string => {
  const type = node['@type']
  return typeof type === 'string' ? type : Array.isArray(type) ? String(type[0] ?? '') : ''
}

/** Kinds of thing whose properties are about the page's subject, not its site. */
const SUBJECTS =
  /Product|Article|Posting|Recipe|Event|Book|Movie|Song|Album|Course|Place|Restaurant|Hotel|Person|Offer|Review|Software|Vehicle|Dataset|Question/i

/** What JSON-LD says of the page's subject, each checked against what is visible. */
export function dataFacts(page: Page): DataFact[] {
  const nodes = linkedNodes(page).filter(node => SUBJECTS.test(typeOf(node)))
  if (nodes.length === 0) return []
  const visible = ` ${wordsIn(textOf(page.body)).join(' ')} `
  const facts: DataFact[] = []
  const add = (path: readonly string[], value: Json, type: string) => {
    if (value === null || path.length > 4) return
    if (Array.isArray(value)) {
      if (value.length > 0 && value.every(item => typeof item === 'string')) push(path, value.join(', '), type)
      else if (value[0] !== undefined) add(path, value[0], type)
    } else if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) if (!key.startsWith('@')) add([...path, key], inner, type)
    } else push(path, String(value), type)
  }
  const push = (path: readonly string[], value: string, type: string) => {
    const text = clean(value.replace(/<[^>]+>/g, ' '))
    if (text === '' || /^https?:\/\/schema\.org\//.test(text)) return
    const isSeen = visible.includes(` ${wordsIn(text).slice(0, 12).join(' ')} `)
    facts.push({
      label: path
        .map(split)
        .join(' ')
        .replace(/ name$/, path.length > 1 ? '' : ' name'),
      value: text,
      type,
      isSeen,
    })
  }
  for (const node of nodes.slice(0, 3)) {
    for (const [key, value] of Object.entries(node)) if (!key.startsWith('@')) add([key], value, typeOf(node))
  }
  return facts
}
