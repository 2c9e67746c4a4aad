import type { CDPSession, Protocol } from 'puppeteer-core'
import type { Verdict } from '../contract/egress.ts'
import type { Log } from '../lib/log.ts'
import type { ContextPolicy, Denial, HeldTarget, PageGuard, Touch } from './context-policy.ts'
import { isBlank, judgeTopDocument } from './document-policy.ts'
import type { Dialog, DialogAnswer } from './journal.ts'
import { holdFrames, judgeRequest, patternsFor } from './request-hold.ts'

interface GuardOptions {
  readonly targetId: string
  readonly policy: ContextPolicy
  readonly log: Log
  readonly close: () => void
}

/** What the parts of a guard share. */
interface Watch {
  readonly session: CDPSession
  readonly targetId: string
  readonly policy: ContextPolicy
  readonly origins: Map<string, string>
  readonly lostListeners: Set<() => void>
  readonly state: State
  /** Sends a command that may be too late: to a page that has gone there is nothing left to say. */
  send(work: Promise<unknown>): void
  deny(verdict: Denial): void
}

interface State {
  url: string
  committed: string
  commits: number
  crashed: boolean
  gone: boolean
  /** A document of an allowed address has stood in it. */
  wasUsed: boolean
  condemned: boolean
  isOwn: boolean
  touch: Touch
  /** Of the document before: what it still sends when it is left comes after the next one stands. */
  left: { readonly origin: string; readonly touch: Touch } | undefined
  stub: string | undefined
  /** The newest answer to a request for the top document. */
  answer: { readonly url: string; readonly status: number } | undefined
  /** Status of the document that stands. */
  httpStatus: number | undefined
  denial: { readonly at: number; readonly verdict: Denial } | undefined
}

const freshState = (): State => ({
  url: 'about:blank',
  committed: 'about:blank',
  commits: 0,
  crashed: false,
  gone: false,
  wasUsed: false,
  condemned: false,
  isOwn: false,
  touch: 'none',
  left: undefined,
  stub: undefined,
  answer: undefined,
  httpStatus: undefined,
  denial: undefined,
})

/** Puts up the guards of a page that waits for us, and lets it run. */
export const guardPage = (session: CDPSession, options: GuardOptions): PageGuard => {
  const { targetId, policy, log, close } = options
  const state = freshState()
  const origins = new Map<string, string>()
  const lostListeners = new Set<() => void>()
  const deny: Watch['deny'] = verdict => {
    state.denial = { at: performance.now(), verdict }
    policy.journal.record({ kind: 'navigation_denied', reason: verdict.reason, host: verdict.host })
    if (state.isOwn || state.wasUsed || state.condemned) return
    state.condemned = true
    policy.journal.record({ kind: 'popup', outcome: 'denied' })
    close()
  }
  const send: Watch['send'] = work => void work.catch(error => log.debug({ err: error }, 'page went away'))
  const watch: Watch = { session, targetId, policy, origins, lostListeners, state, send, deny }
  holdDocuments(watch)
  followDocuments(watch)
  answerSurprises(watch)
  const frames = holdFrames(session, { policy, log, touch: () => state.touch })
  const held: HeldTarget = {
    renew: () =>
      holdRequests(watch).then(
        () => undefined,
        () => undefined,
      ),
  }
  policy.targets.add(held)
  const ready = standGuard(watch, frames.ready).catch(error =>
    log.debug({ err: error }, 'page went away before its guards stood'),
  )
  return {
    targetId,
    get isPopup() {
      return !state.isOwn
    },
    claim: () => {
      state.isOwn = true
    },
    policy,
    session,
    ready,
    get stub() {
      return state.stub
    },
    set stub(html) {
      state.stub = html
    },
    get url() {
      return state.url
    },
    get httpStatus() {
      return state.httpStatus
    },
    get standing() {
      return judgeTopDocument(state.committed, policy.fence)
    },
    get crashed() {
      return state.crashed
    },
    get gone() {
      return state.gone
    },
    get touch() {
      return state.touch
    },
    noteInput: touch => {
      if (touch !== 'none' && state.touch !== 'anything') state.touch = touch
    },
    get commits() {
      return state.commits
    },
    get condemned() {
      return state.condemned
    },
    denialSince: at => (state.denial && state.denial.at >= at ? state.denial.verdict : undefined),
    originOf: frameId => origins.get(frameId),
    onLost: listener => {
      lostListeners.add(listener)
      return { [Symbol.dispose]: () => void lostListeners.delete(listener) }
    },
    markGone: () => {
      state.gone = true
      policy.targets.delete(held)
      frames[Symbol.dispose]()
      for (const listener of lostListeners) listener()
    },
  }
}

/** What of a page waits here: its documents always, and their answers. */
const holdRequests = ({ session, policy }: Watch): Promise<unknown> =>
  session.send('Fetch.enable', {
    patterns: [
      ...patternsFor(policy),
      { resourceType: 'Document', requestStage: 'Request' },
      { resourceType: 'Document', requestStage: 'Response' },
    ],
    handleAuthRequests: true,
  })

/** Commands go out in one batch, in this order, so that the page runs only once all of them have been taken. */
const standGuard = async (watch: Watch, frames: Promise<unknown>): Promise<void> => {
  const { session } = watch
  await Promise.all([
    holdRequests(watch),
    frames,
    session.send('Page.enable'),
    session.send('Page.setInterceptFileChooserDialog', { enabled: true, cancel: true }),
    session.send('Page.setPrerenderingAllowed', { isAllowed: false }),
    // A page behind another one gets no frames and no input otherwise.
    session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
    session.send('Inspector.enable'),
    session.send('Runtime.runIfWaitingForDebugger'),
  ])
}

/**
 * Every document request of the page waits here, at every redirect hop, and whatever else the policy wants held; of
 * documents that pass, top ones are held to the fence. Its answer comes by too, for its status: cheaper than the Network domain, which tells of every request of the page.
 */
const holdDocuments = ({ session, targetId, policy, state, send, deny }: Watch): void => {
  session.on('Fetch.requestPaused', paused => {
    const { requestId, request, frameId, resourceType, responseStatusCode, responseErrorReason } = paused
    if (responseStatusCode !== undefined || responseErrorReason !== undefined) {
      if (frameId === targetId) state.answer = { url: request.url, status: responseStatusCode ?? 0 }
      return send(session.send('Fetch.continueRequest', { requestId }))
    }
    const isDocument = resourceType === 'Document'
    if (isDocument && state.stub !== undefined)
      return send(session.send('Fetch.fulfillRequest', toStub(requestId, state.stub)))
    const stop = judgeRequest(paused, policy, touchBehind(paused, state))
    if (stop) {
      send(session.send('Fetch.failRequest', { requestId, errorReason: stop.errorReason }))
      if (stop.event) policy.journal.record(stop.event)
      return
    }
    const isTop = isDocument && frameId === targetId
    const verdict: Verdict = isTop ? judgeTopDocument(request.url, policy.fence) : { allowed: true }
    if (verdict.allowed) return send(session.send('Fetch.continueRequest', { requestId }))
    // Aborted, unlike BlockedByClient, leaves the document that stood there in its place.
    send(session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }))
    deny(verdict)
  })
  // No credentials: the page shows its 401 rather than a prompt that nobody sees.
  session.on('Fetch.authRequired', ({ requestId }) => {
    send(session.send('Fetch.continueWithAuth', { requestId, authChallengeResponse: { response: 'CancelAuth' } }))
  })
}

const originOf = (url: string): string => URL.parse(url)?.origin ?? ''

/** What our input did in the document that a request comes from: this one, or the one before, which is of another origin. */
const touchBehind = ({ request }: Protocol.Fetch.RequestPausedEvent, { left, touch, committed }: State): Touch => {
  const origin = request.headers['Origin'] ?? request.headers['origin']
  return left && origin === left.origin && origin !== originOf(committed) ? left.touch : touch
}

/** An answer of our own in place of a site's, which may load nothing. */
const toStub = (requestId: string, html: string) => ({
  requestId,
  responseCode: 200,
  responseHeaders: [
    { name: 'content-type', value: 'text/html; charset=utf-8' },
    { name: 'content-security-policy', value: "default-src 'none'; img-src data:" },
    { name: 'cache-control', value: 'no-store' },
  ],
  body: new TextEncoder().encode(html).toBase64(),
})

/** Follows what stands in the page. What came in without a request to hold, a blob: say, is replaced at once. */
const followDocuments = ({ session, targetId, policy, origins, state, send, deny }: Watch): void => {
  const event = { kind: 'navigation' as const, page: targetId, frame: targetId } // a main frame has its target's id
  session.on('Page.frameNavigated', ({ frame }) => {
    origins.set(frame.id, frame.securityOrigin)
    if (/^https?:/.test(frame.securityOrigin)) policy.origins.add(frame.securityOrigin)
    if (frame.id !== targetId) return
    state.left = { origin: originOf(state.committed), touch: state.touch }
    state.touch = 'none'
    state.committed = frame.url
    const url = frame.unreachableUrl ?? frame.url
    state.url = `${url}${frame.urlFragment ?? ''}`
    state.httpStatus = state.answer?.url === url ? state.answer.status : undefined
    state.answer = undefined
    state.commits += 1
    state.crashed = false
    const verdict = judgeTopDocument(frame.url, policy.fence)
    if (verdict.allowed) {
      state.wasUsed ||= !isBlank(frame.url)
      return policy.journal.record({ ...event, url: state.url, sameDocument: false })
    }
    send(session.send('Page.navigate', { url: 'about:blank' }))
    deny(verdict)
  })
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId !== targetId) return
    state.url = url
    state.committed = url
    policy.journal.record({ ...event, url, sameDocument: true })
  })
  session.on('Page.frameDetached', ({ frameId }) => void origins.delete(frameId))
}

/** Answers what would otherwise block the page for good, and notices crashes. */
const answerSurprises = ({ session, policy, lostListeners, state, send }: Watch): void => {
  session.on('Page.javascriptDialogOpening', ({ type, message, defaultPrompt = '' }) => {
    const dialog: Dialog = { type, message, defaultPrompt }
    const respond = (answer: DialogAnswer) => {
      const { accept, text } = answer
      send(session.send('Page.handleJavaScriptDialog', { accept, ...(text === undefined ? {} : { promptText: text }) }))
      policy.journal.record({ kind: 'dialog', ...dialog, answer })
    }
    if (policy.holdDialog) policy.holdDialog(dialog, respond)
    else respond(answerTo(dialog, policy))
  })
  session.on('Page.fileChooserOpened', () => policy.journal.record({ kind: 'file_chooser_cancelled' }))
  session.on('Inspector.targetCrashed', () => {
    state.crashed = true
    policy.journal.record({ kind: 'crashed' })
    for (const listener of lostListeners) listener()
  })
}

/** An alert asks nothing; what decides something is only granted by who acts. */
const answerTo = (dialog: Dialog, policy: ContextPolicy): DialogAnswer => {
  if (dialog.type === 'alert') return { accept: true }
  return policy.answerDialog?.(dialog) ?? { accept: false }
}
