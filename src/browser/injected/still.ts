/*
 * What is found out about a document once while it is read: it stands still for so long. Nothing is kept beyond, since no
 * event tells of every change.
 */

const memos: Map<Node, unknown>[] = []
let isStill = false

const forget = (): void => {
  for (const memo of memos) memo.clear()
}

/** Runs a reading, in which the document stands still. */
export function whileStill<T>(work: () => T): T {
  isStill = true
  try {
    return work()
  } finally {
    isStill = false
    forget()
  }
}

/** Makes a function of a node that works something out once a reading, and each time where none is made. */
export function createMemo<T>(work: (node: Node) => T): (node: Node) => T {
  const memo = new Map<Node, T>()
  memos.push(memo)
  return node => {
    if (!isStill) return work(node)
    if (memo.has(node)) return memo.get(node) as T
    const found = work(node)
    memo.set(node, found)
    return found
  }
}
