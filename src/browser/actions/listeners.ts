import type { CDPSession, Protocol } from 'puppeteer-core'
import { realmOf } from '../perception/world.ts'
import { sessionOf } from '../puppeteer-inside.ts'
import type { Target } from './step.ts'

type Listener = Protocol.DOMDebugger.EventListener

const TYPES: ReadonlySet<string> = new Set(
  `click mousedown mouseup pointerdown pointerup touchstart touchend dblclick contextmenu auxclick keydown keyup keypress input change
  beforeinput submit dragstart dragover drop mouseover mouseenter mouseleave mouseout mousemove pointermove pointerenter pointerover
  focus focusin blur focusout toggle command`.split(/\s+/),
)

/**
 * Whether the page listens, on an element or anywhere on an event's way past it, for what a user does there. Where it does
 * not, nothing that changes later can be the action's doing.
 */
export async function hasListeners(target: Target, types: ReadonlySet<string> = TYPES): Promise<boolean> {
  const { frame, number } = target
  const session = sessionOf(frame)
  const [path, view] = await Promise.all([
    realmOf(frame).evaluateHandle(`globalThis.chaperone.pathOf(${number})`),
    frame.evaluateHandle('window'), // listeners of a window are only told in the page's own world
  ])
  try {
    const nodes = await objectsIn(session, path.remoteObject().objectId)
    const lists = await Promise.all([
      ...nodes.map(objectId => session.send('DOMDebugger.getEventListeners', { objectId, depth: 1, pierce: true })),
      listenersOf(session, view.remoteObject().objectId),
    ])
    return lists.some(list => list.listeners.some(listener => types.has(listener.type)))
  } finally {
    await Promise.all([path.dispose(), view.dispose()])
  }
}

async function objectsIn(session: CDPSession, objectId: string | undefined): Promise<string[]> {
  if (!objectId) return []
  const { result } = await session.send('Runtime.getProperties', { objectId, ownProperties: true })
  return result.flatMap(property => (/^\d+$/.test(property.name) ? (property.value?.objectId ?? []) : []))
}

const listenersOf = async (session: CDPSession, objectId: string | undefined): Promise<{ listeners: Listener[] }> =>
  objectId ? await session.send('DOMDebugger.getEventListeners', { objectId }) : { listeners: [] }
