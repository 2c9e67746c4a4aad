import type { Page } from './page.ts'
import type { Cell, Column, RecordSet } from './record-set.ts'
import { linkedNodes, typeOf } from './structured.ts'
import { clean, textOf } from './text.ts'
import { kindOfAll } from './values.ts'

type Node = ReturnType<typeof linkedNodes>[number]
type Json = Node[string]

/** Share of the names that has to stand on the visible page. */
const LEAST_SEEN = 0.5

/** Lists that a page describes in JSON-LD: an ItemList, or several things of one type. Only such as the page shows. */
export function dataSetsOf(page: Page): RecordSet[] {
  const nodes = linkedNodes(page)
  const lists = nodes
    .filter(node => typeOf(node) === 'ItemList')
    .map(node => toSet(itemsOf(node), textIn(node['name']), page))
  const byType = Map.groupBy(nodes, typeOf)
  const others = [...byType].flatMap(([type, same]) =>
    /^(ItemList|ListItem|BreadcrumbList|Organization|WebSite|WebPage|ImageObject)$/.test(type)
      ? []
      : [toSet(same, type, page)],
  )
  return [...lists, ...others].filter(set => set !== undefined)
}

/** The things of a list: each entry's item, or the entry itself. */
const itemsOf = (list: Node): Node[] =>
  arrayOf(list['itemListElement']).flatMap(entry => {
    if (!isNode(entry)) return []
    return [isNode(entry['item']) ? entry['item'] : entry]
  })

function toSet(items: readonly Node[], label: string, page: Page): RecordSet | undefined {
  if (items.length < 2) return undefined
  const shown = textOf(page.body).toLowerCase()
  const names = items.map(item => textIn(item['name'] ?? item['headline']))
  const seen = names.filter(name => name !== '' && shown.includes(name.toLowerCase())).length
  if (seen < items.length * LEAST_SEEN) return undefined
  const cells = items.map(item => new Map(cellsOf(item, [])))
  const keys = [...new Set(cells.flatMap(row => [...row.keys()]))]
  const rows = cells.map(row => keys.map(key => row.get(key) ?? null))
  const columns: Column[] = keys.map((key, i) => ({
    names: [key.replace(/^offers /, '').replace(/ name$/, '')],
    kind: kindOfAll(rows.map(row => row[i]?.text ?? '')),
    isLabelled: true,
    ...(key === 'name' && { hint: 'title' as const }),
  }))
  return {
    labels: [label, ...items.slice(0, 1).map(typeOf)].filter(name => name !== ''),
    source: 'data',
    columns,
    rows,
    texts: rows.map(row => row.map(cell => cell?.text ?? '').join(' ')),
    element: page.body,
    items: items.map(() => page.body),
    hasHeader: true,
  }
}

/** The properties of a thing as named cells; what lies in another thing is named by the way: "offers price". */
function cellsOf(node: Node, path: readonly string[]): [string, Cell][] {
  return Object.entries(node).flatMap(([key, value]): [string, Cell][] => {
    if (key.startsWith('@') || /^(position|image|logo)$/.test(key) || path.length > 2) return []
    const name = key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
    const [first] = arrayOf(value)
    if (isNode(first)) return cellsOf(first, [...path, name])
    const text = textIn(value)
    if (text === '' || /^https?:\/\/schema\.org\//.test(text)) return []
    return [[[...path, name].join(' '), { text, ...(/^https?:\/\//.test(text) && { href: text }) }]]
  })
}

const isNode = (value: Json | undefined): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const arrayOf = (value: Json | undefined): Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

const textIn = (value: Json | undefined): string => {
  if (Array.isArray(value))
    return value
      .map(textIn)
      .filter(text => text !== '')
      .join(', ')
  return value === undefined || value === null || typeof value === 'object'
    ? ''
    : clean(String(value).replace(/<[^>]+>/g, ' '))
}
