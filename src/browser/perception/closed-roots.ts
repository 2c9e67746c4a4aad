import type { CDPSession, Frame, Protocol } from 'puppeteer-core'
import { sessionOf } from '../puppeteer-inside.ts'
import { realmOf } from './world.ts'

const SUSPECTS = `globalThis.chaperone.suspects()`

/**
 * Hands closed shadow roots to a frame's script. Only the browser's side can see them; it is asked about the elements
 * that the script suspects of having one. Gives the number of roots found.
 */
export async function adoptClosedRoots(frame: Frame): Promise<number> {
  const realm = realmOf(frame)
  const client = sessionOf(frame)
  const list = await realm.evaluateHandle(SUSPECTS)
  try {
    const objectId = list.remoteObject().objectId
    if (!objectId) return 0
    const { result } = await client.send('Runtime.getProperties', { objectId, ownProperties: true })
    const hosts = result.flatMap(property => (/^\d+$/.test(property.name) ? (property.value?.objectId ?? []) : []))
    const found = await Promise.all(hosts.map(host => closedRootOf(client, host)))
    const roots = found.filter(root => root !== undefined)
    await Promise.all(
      roots.map(async backendNodeId => {
        const root = await realm.adoptBackendNode(backendNodeId)
        await root.evaluate(node => {
          const world = globalThis as unknown as { chaperone: { adoptRoot(root: unknown): void } }
          world.chaperone.adoptRoot(node)
        })
        await root.dispose()
      }),
    )
    return roots.length
  } finally {
    await list.dispose()
  }
}

async function closedRootOf(
  client: CDPSession,
  objectId: Protocol.Runtime.RemoteObjectId,
): Promise<number | undefined> {
  const { node } = await client.send('DOM.describeNode', { objectId, depth: 0 })
  return node.shadowRoots?.find(root => root.shadowRootType === 'closed')?.backendNodeId
}
