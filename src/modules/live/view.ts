import type { Dialog, DialogAnswer } from '../../browser/journal.ts'
import type { PixelBudget } from '../../browser/screencast/pixel-budget.ts'
import { holdDialogs, type TabView, viewTab } from '../../browser/screencast/tab-view.ts'
import type { LiveMessage, LiveNotice } from '../../contract/live.ts'
import type { HumanPrincipal } from '../../contract/session.ts'
import { Deadline } from '../../lib/deadline.ts'
import { isAppError } from '../../lib/errors.ts'
import type { Log } from '../../lib/log.ts'
import type { HeldSession, Sessions } from '../sessions/service.ts'

/** The page's end of a live view. */
export interface ViewSocket {
  notify(notice: LiveNotice): void
  /** Gives a frame; `taken` is called once the line has room again. */
  picture(jpeg: Uint8Array, taken: () => void): void
  close(code: number, reason: string): void
}

interface ViewDeps {
  readonly sessions: Sessions
  readonly log: Log
  readonly budget: PixelBudget
  readonly held: HeldSession
  readonly human: HumanPrincipal
  /** A ticket with which the same page may come back. */
  issueTicket(): string
  isSignedIn(): boolean
  note(action: string): void
  onGone(): void
}

/** One human at one page, looking at one session. */
export interface View {
  connect(socket: ViewSocket): void
  disconnect(socket: ViewSocket): void
  hear(message: LiveMessage): void
}

/** After these ms without its page, a human who had taken over counts as gone. */
const LOSS_MS = 10_000
/** How often it is looked whether the human is still signed in, in ms. */
const CHECK_MS = 2_000
const NAVIGATION_MS = 30_000
const NORMAL_VIEWPORT = { width: 1280, height: 800 }

/** A view that nobody is connected to yet. In a human login it drives from the start. */
export const createView = ({ sessions, log, budget, held, ...deps }: ViewDeps): View => {
  const { row, session } = held
  const { tab } = session.lease
  /** `taking`: asked for, and waiting for what the agent began to come to its end. */
  const state = { driving: row.human_login, taking: false, gone: false }
  let socket: ViewSocket | undefined
  let view: TabView | undefined
  let dialogs: Disposable | undefined
  let yielded: Disposable | undefined
  let dialog: { readonly dialog: Dialog; readonly respond: (answer: DialogAnswer) => void } | undefined
  let moving = 0
  let loss: ReturnType<typeof setTimeout> | undefined

  const notifyMode = () => socket?.notify({ type: 'mode', driving: state.driving, human_login: row.human_login })

  const notifyLoading = () => socket?.notify({ type: 'loading', loading: moving > 0 })

  const answerDialog = (answer: DialogAnswer) => {
    const open = dialog
    dialog = undefined
    open?.respond(answer)
    socket?.notify({ type: 'dialog_closed' })
  }
  const showDialog = () => {
    if (!dialog) return
    const { type: kind, message, defaultPrompt } = dialog.dialog
    socket?.notify({ type: 'dialog', kind, message, default_text: defaultPrompt })
  }
  const startDriving = () => {
    view?.drive(true)
    yielded ??= tab.yieldToHuman()
    dialogs ??= holdDialogs(tab, (opened, respond) => {
      dialog = { dialog: opened, respond }
      showDialog()
    })
  }
  const stopDriving = () => {
    view?.drive(false)
    yielded?.[Symbol.dispose]()
    yielded = undefined
    dialogs?.[Symbol.dispose]()
    dialogs = undefined
    if (dialog) answerDialog({ accept: dialog.dialog.type === 'beforeunload' || dialog.dialog.type === 'alert' })
  }

  const takeOver = async () => {
    if (state.driving || state.taking || session.ended) return
    if (!sessions.takeOver(session)) {
      return socket?.notify({ type: 'notice', text: 'Somebody else is driving this session.' })
    }
    deps.note('browser.live_view.taken_over')
    state.taking = true
    try {
      using _turn = await sessions.takeTurn(session) // what the agent began comes to its end first
      if (session.ended || !state.taking) return // handed back while it waited
      state.driving = true
      startDriving()
      notifyMode()
    } catch (error) {
      if (state.taking) sessions.handBack(held)
      state.driving = false
      throw error
    } finally {
      state.taking = false
    }
  }
  /** Whoever hands back has done what the sign-in needed a human for. */
  const forgetTyped = async () => {
    using deadline = new Deadline(NAVIGATION_MS, session.abort.signal)
    await tab.emptySecrets('all', deadline).catch(error => log.debug({ err: error }, 'a filled field was not emptied'))
  }
  const handBack = () => {
    clearTimeout(loss)
    if (!(state.driving || state.taking) || row.human_login) return
    const drove = state.driving
    state.driving = false
    state.taking = false
    stopDriving()
    view?.fit(NORMAL_VIEWPORT)
    if (!session.ended) {
      sessions.handBack(held)
      if (drove) void forgetTyped()
    }
    deps.note('browser.live_view.handed_back')
    notifyMode()
  }

  const drop = (code: number, reason: string) => {
    if (state.gone) return
    state.gone = true
    clearInterval(checking)
    handBack()
    stopDriving()
    view?.[Symbol.dispose]()
    socket?.close(code, reason)
    deps.onGone()
  }
  const checking = setInterval(() => {
    if (!deps.isSignedIn()) drop(4401, 'signed out')
  }, CHECK_MS)
  session.abort.signal.addEventListener('abort', () => {
    socket?.notify({ type: 'end', status: session.ended ?? 'closed' })
    drop(1000, 'the session has ended')
  })

  const move = async (message: Extract<LiveMessage, { type: 'navigate' | 'back' | 'forward' | 'reload' }>) => {
    using deadline = new Deadline(NAVIGATION_MS, session.abort.signal)
    const options = { deadline, waitUntil: 'domcontentloaded' as const }
    if (message.type === 'navigate') return await tab.navigate(toAddress(message.url), options)
    if (message.type === 'back') return await tab.goBack(options)
    if (message.type === 'forward') return await tab.goForward(options)
    return await tab.reload(options)
  }
  const explain = (error: unknown) => {
    const text = isAppError(error) ? error.message : 'That did not work.'
    if (!isAppError(error)) log.debug({ err: error }, 'a viewer’s wish failed')
    socket?.notify({ type: 'notice', text })
  }

  const drive = (message: LiveMessage) => {
    switch (message.type) {
      case 'navigate':
      case 'back':
      case 'forward':
      case 'reload':
        moving += 1
        notifyLoading()
        return void move(message)
          .catch(explain)
          .then(() => {
            moving -= 1
            notifyLoading()
          })
      case 'dialog':
        return answerDialog({ accept: message.accept, ...(message.text === undefined ? {} : { text: message.text }) })
      case 'choose':
        return view?.choose(message.index)
      case 'fit':
        return view?.fit({ width: message.width, height: message.height })
      case 'hand_back':
        return handBack()
      case 'take_over':
      case 'show':
        return
      default:
        return view?.input(message)
    }
  }

  return {
    connect(next) {
      clearTimeout(loss)
      socket?.close(4409, 'opened again')
      view?.[Symbol.dispose]()
      socket = next
      let page = { width: 0, height: 0 }
      next.notify({ type: 'ticket', ticket: deps.issueTicket() })
      notifyMode()
      if (moving > 0) notifyLoading()
      view = viewTab(
        tab,
        {
          onFrame: (jpeg, size, taken) => {
            if (size.width !== page.width || size.height !== page.height) next.notify({ type: 'size', ...size })
            page = size
            next.picture(jpeg, taken)
          },
          onUrl: url => next.notify({ type: 'url', url }),
          onList: ({ options, selected }) => state.driving && next.notify({ type: 'list', options, selected }),
        },
        { budget, log },
      )
      if (state.driving) startDriving()
      showDialog()
    },
    disconnect(lost) {
      if (socket !== lost || state.gone) return
      socket = undefined
      view?.[Symbol.dispose]()
      view = undefined
      if (state.driving || state.taking)
        loss = setTimeout(() => (row.human_login ? stopDriving() : handBack()), LOSS_MS)
    },
    hear(message) {
      if (state.gone) return
      if (message.type === 'show') return view?.show({ width: message.width, height: message.height })
      if (message.type === 'take_over') return void takeOver().catch(explain)
      if (state.driving) drive(message)
    },
  }
}

/** What somebody types into an address bar as an address. */
const toAddress = (typed: string): string => {
  const text = typed.trim()
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^(about|data|javascript|blob):/i.test(text)
    ? text
    : `https://${text}`
}
