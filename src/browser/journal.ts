import type { DenialReason } from '../contract/egress.ts'

/** Kinds of dialog that a page can open (CDP Page.DialogType). */
export type DialogType = 'alert' | 'confirm' | 'prompt' | 'beforeunload'

/** A dialog that a page opened. `message` is page text: redact it before it leaves browser/. */
export interface Dialog {
  readonly type: DialogType
  readonly message: string
  readonly defaultPrompt: string
}

/** What was answered; `text` only for prompts. */
export interface DialogAnswer {
  readonly accept: boolean
  readonly text?: string
}

/** A download that was not taken. */
export interface RefusedDownload {
  /** The file's name as the page or its server suggests it, at most 200 characters: redact it before it leaves browser/. */
  readonly name: string
  /** Its size where the server names one. */
  readonly bytes: number | undefined
}

/** What happened in a tab without being asked for, or was refused. `at` is performance.now(). */
export type TabEvent = { readonly at: number } & (
  | ({ readonly kind: 'dialog'; readonly answer: DialogAnswer } & Dialog)
  | { readonly kind: 'popup'; readonly outcome: 'opened' | 'became_tab' | 'denied' | 'closed' }
  | {
      readonly kind: 'navigation'
      readonly url: string
      readonly sameDocument: boolean
      /** CDP ids of the page's target and of the frame in it. */
      readonly page: string
      readonly frame: string
    }
  | { readonly kind: 'navigation_denied'; readonly reason: DenialReason; readonly host: string }
  | { readonly kind: 'write_refused'; readonly host: string }
  | { readonly kind: 'leak_stopped'; readonly host: string; readonly passage: 'elsewhere' | 'address' }
  | ({ readonly kind: 'download_refused' } & RefusedDownload)
  | { readonly kind: 'file_chooser_cancelled' }
  | { readonly kind: 'crashed' }
)

/** What is recorded; the time is added. */
export type TabEventBody = TabEvent extends infer E ? (E extends TabEvent ? Omit<E, 'at'> : never) : never

/** The newest things that happened in a tab. */
export interface Journal {
  record(event: TabEventBody): void
  /** Events since `at` (performance.now()), oldest first; only the newest 256 are kept. */
  since(at: number): readonly TabEvent[]
  /** Called at every event; disposing ends it. */
  listen(listener: (event: TabEvent) => void): Disposable
}

const KEPT = 256

/** An empty journal. */
export const createJournal = (): Journal => {
  const events: TabEvent[] = []
  const listeners = new Set<(event: TabEvent) => void>()
  return {
    record: body => {
      const event: TabEvent = { ...body, at: performance.now() }
      events.push(event)
      if (events.length > KEPT) events.shift()
      for (const listener of listeners) listener(event)
    },
    since: at => events.filter(event => event.at >= at),
    listen: listener => {
      listeners.add(listener)
      return { [Symbol.dispose]: () => void listeners.delete(listener) }
    },
  }
}
