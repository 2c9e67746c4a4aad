/** What happened to one place while an action's window was open, so that what was undone again is no change. */
export interface Trace {
  /** First old value of each attribute. */
  readonly attributes: Map<string, string | null>
  readonly added: Set<Node>
  readonly removed: Set<Node>
  /** First old text of each text node. */
  readonly texts: Map<Node, string | null>
  /** Neighbours of each node that was taken out, as they were then: it may have been put back elsewhere. */
  readonly from: Map<Node, readonly [Node | null, Node | null]>
}

/** Adds a mutation to the trace of a place. */
export function trace(places: Map<Node, Trace>, place: Node, record: MutationRecord): void {
  const known = places.get(place) ?? {
    attributes: new Map(),
    added: new Set(),
    removed: new Set(),
    texts: new Map(),
    from: new Map(),
  }
  places.set(place, known)
  const { attributeName } = record
  if (record.type === 'attributes' && attributeName) {
    if (!known.attributes.has(attributeName)) known.attributes.set(attributeName, record.oldValue)
  } else if (record.type === 'characterData') {
    if (!known.texts.has(record.target)) known.texts.set(record.target, record.oldValue)
  } else {
    for (const node of record.addedNodes) known.removed.delete(node) || known.added.add(node)
    for (const node of record.removedNodes)
      if (!known.from.has(node)) known.from.set(node, [record.previousSibling, record.nextSibling])
    for (const node of record.removedNodes) known.added.delete(node) || known.removed.add(node)
  }
}

const MAX_COMPARED = 20_000

const source = (nodes: Iterable<Node>): string => {
  let text = ''
  for (const node of nodes) {
    if (text.length > MAX_COMPARED) return text
    text += node instanceof Element ? node.outerHTML : (node.textContent ?? '')
  }
  return text
}

/** Whether a node stands between other neighbours than those that it was taken from, which are there still. */
function isElsewhere(place: Node, node: Node, [before, after]: readonly [Node | null, Node | null]): boolean {
  if (node.parentNode !== place || node.nodeType !== Node.ELEMENT_NODE) return false
  const stays = (neighbour: Node | null) => neighbour === null || neighbour.parentNode === place
  return stays(before) && stays(after) && node.previousSibling !== before && node.nextSibling !== after
}

/** Words for what is left of a trace; undefined where everything was undone, or replaced by its like. */
export function netChange(place: Node, { attributes, added, removed, texts, from }: Trace): string | undefined {
  const words: string[] = []
  for (const [name, before] of attributes) {
    if (place instanceof Element && Element.prototype.getAttribute.call(place, name) !== before) words.push(name)
  }
  for (const [node, before] of texts) if (node.isConnected && node.nodeValue !== before) words.push('text')
  const came = [...added].filter(node => node.isConnected)
  const went = [...removed].filter(node => node.parentNode !== place)
  if (came.length + went.length > 0 && source(came) !== source(went)) {
    words.push(went.length === 0 ? 'added' : came.length === 0 ? 'removed' : 'replaced')
  }
  if ([...from].some(([node, were]) => isElsewhere(place, node, were))) words.push('moved')
  return words.length > 0 ? [...new Set(words)].slice(0, 4).join(', ') : undefined
}
