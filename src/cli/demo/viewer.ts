import type { LiveMessage, LiveNotice } from '../../contract/live.ts'

/** A live view without a screen: what its page would send, and what its page is told. */
export interface Viewer extends Disposable {
  send(message: LiveMessage): void
  /** Text as if it were pasted. */
  type(text: string): void
  /** Presses a key, so many times. */
  press(key: 'Tab' | 'Enter', times?: number): void
  /** Goes to an address. Resolves when its page is there. */
  visit(url: string): Promise<void>
  /** Resolves when the tab's address ends so. @throws Error when the view ends before, or after 20 s */
  reaches(path: string): Promise<void>
  readonly frames: number
}

const KEY_CODES = { Tab: 9, Enter: 13 } as const
const WAIT_MS = 20_000

/** Opens a link as a browser does: the page with the cookie, then the socket with the ticket that the page carries. */
export const openViewer = async (link: string, cookie: string): Promise<Viewer> => {
  const page = await (await fetch(link, { headers: { cookie } })).text()
  const ticket = /data-ticket="([^"]+)"/.exec(page)?.[1]
  if (!ticket) throw new Error('the live view’s link opened no page')
  const address = new URL(`socket/${ticket}`, link)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(address)
  const changes = new EventTarget()
  let frames = 0
  let url = ''
  let visits = 0
  socket.onmessage = ({ data }) => {
    if (typeof data !== 'string') frames += 1
    else {
      const notice: LiveNotice = JSON.parse(data)
      if (notice.type === 'url') url = notice.url
      if (notice.type === 'loading' && !notice.loading) visits += 1
    }
    changes.dispatchEvent(new Event('change'))
  }
  const closed = Promise.withResolvers<never>()
  closed.promise.catch(() => undefined) // it closes in the end, whoever waits
  socket.onclose = () => closed.reject(new Error('the live view has ended'))
  await Promise.race([
    new Promise(resolve => changes.addEventListener('change', resolve, { once: true })),
    closed.promise,
  ])

  const send: Viewer['send'] = message => socket.send(JSON.stringify(message))
  const has = async (holds: () => boolean): Promise<void> => {
    const late = AbortSignal.timeout(WAIT_MS)
    while (!holds()) {
      const next = Promise.withResolvers<void>()
      changes.addEventListener('change', () => next.resolve(), { once: true })
      late.addEventListener('abort', () => next.reject(late.reason), { once: true })
      await Promise.race([next.promise, closed.promise])
    }
  }
  return {
    send,
    type: text => send({ type: 'text', text }),
    press: (key, times = 1) => {
      const stroke = { key, code: key, keyCode: KEY_CODES[key], location: 0, repeat: false, modifiers: 0 }
      for (let time = 0; time < times; time += 1)
        for (const kind of ['down', 'up'] as const) send({ type: 'key', kind, ...stroke })
    },
    visit: wanted => {
      const before = visits
      send({ type: 'navigate', url: wanted })
      return has(() => visits > before)
    },
    reaches: path => has(() => url.endsWith(path)),
    get frames() {
      return frames
    },
    [Symbol.dispose]: () => socket.close(),
  }
}
