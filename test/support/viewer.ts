import type { LiveMessage } from '../../src/contract/live.ts'

/** The ticket that a live view's page carries; empty where there is none. */
export const ticketIn = (html: string): string => /data-ticket="([\w-]{43})"/.exec(html)?.[1] ?? ''

/** A live view's page without a browser: what it is told, and a way to answer. */
export class Viewer implements Disposable {
  readonly notices: { type: string; [key: string]: unknown }[] = []
  frames = 0
  closed: number | undefined
  readonly #socket: WebSocket

  /** @param base the service's address */
  constructor(base: string, ticket: string) {
    this.#socket = new WebSocket(`${base.replace('http', 'ws')}/live/socket/${ticket}`)
    this.#socket.onmessage = ({ data }) => {
      if (typeof data === 'string') this.notices.push(JSON.parse(data))
      else this.frames += 1
    }
    this.#socket.onclose = ({ code }) => {
      this.closed = code
    }
  }

  last(type: string) {
    return this.notices.findLast(notice => notice.type === type)
  }

  send(message: LiveMessage): void {
    this.#socket.send(JSON.stringify(message))
  }

  /** Presses and lets go of a key, so many times. */
  stroke(key: string, keyCode: number, times = 1): void {
    const one = { type: 'key', key, code: key, keyCode, location: 0, repeat: false, modifiers: 0 } as const
    for (let time = 0; time < times; time += 1) for (const kind of ['down', 'up'] as const) this.send({ ...one, kind })
  }

  click(x: number, y: number): void {
    const at = { type: 'mouse', x: x / 1280, y: y / 800, button: 'left', clicks: 1, modifiers: 0 } as const
    this.send({ ...at, kind: 'down', buttons: 1 })
    this.send({ ...at, kind: 'up', buttons: 0 })
  }

  [Symbol.dispose](): void {
    this.#socket.close()
  }
}
