import type { Browser, CDPSession } from 'puppeteer-core'
import type { Log } from '../lib/log.ts'
import type { ContextPolicy, PageGuard, Touch } from './context-policy.ts'
import { guardPage } from './page-guard.ts'
import { holdTarget } from './request-hold.ts'

/** The guards of one Chromium process. */
export interface Guards {
  /** Puts a context under its policy; before its first page is made. To be forgotten once it has no page any more. */
  register(contextId: string, policy: ContextPolicy): Promise<void>
  forget(contextId: string): void
  /** Ends the renderers of a context's pages, busy ones too (CDP, Page.crash). */
  crashPages(policy: ContextPolicy): void
  closePage(targetId: string): void
}

/** Characters of a file's name that are kept: more than any file system takes. */
const DOWNLOAD_NAME = 200

/**
 * Attaches to every page of a Chromium before it can load anything, popups too, on a session of our own: puppeteer's
 * would let a popup's first request out before we could look at it. Requests wait until their page's guard stands. So
 * do those of shared and service workers, which belong to no page.
 */
export const createGuards = async (browser: Browser, log: Log): Promise<Guards> => {
  const root = await browser.target().createCDPSession()
  const policies = new Map<string, ContextPolicy>()
  const guards = new Map<string, PageGuard>()
  const bySession = new Map<string, PageGuard>()
  const workers = new Map<string, Disposable>()

  root.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const session = root.connection()?.session(sessionId)
    if (!session) return
    const policy = policies.get(targetInfo.browserContextId ?? '')
    if (!policy) return letGo(session, log)
    if (targetInfo.type !== 'page')
      return void workers.set(
        sessionId,
        holdTarget(session, { policy, log, type: targetInfo.type, touch: () => touchIn(policy) }),
      )
    const { targetId } = targetInfo
    const guard = guardPage(session, { targetId, policy, log, close: () => closePage(targetId) })
    guards.set(targetId, guard)
    bySession.set(sessionId, guard)
    policy.onPage(guard)
  })
  root.on('Target.detachedFromTarget', ({ sessionId }) => {
    workers.get(sessionId)?.[Symbol.dispose]()
    workers.delete(sessionId)
    const guard = bySession.get(sessionId)
    bySession.delete(sessionId)
    if (!guard) return
    guards.delete(guard.targetId)
    guard.markGone()
  })
  const ownerOf = (frameId: string) =>
    guards.get(frameId) ?? [...guards.values()].find(guard => guard.originOf(frameId) !== undefined)
  const downloads = new Map<string, { readonly owner: PageGuard | undefined; readonly name: string }>()
  root.on('Browser.downloadWillBegin', ({ guid, frameId, suggestedFilename }) => {
    downloads.set(guid, { owner: ownerOf(frameId), name: suggestedFilename.slice(0, DOWNLOAD_NAME) })
  })
  root.on('Browser.downloadProgress', ({ guid, state, totalBytes }) => {
    if (state === 'inProgress') return
    const download = downloads.get(guid)
    downloads.delete(guid)
    if (!download) return
    const bytes = totalBytes > 0 ? totalBytes : undefined
    download.owner?.policy.journal.record({ kind: 'download_refused', name: download.name, bytes })
  })
  await root.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }, { type: 'shared_worker' }, { type: 'service_worker' }],
  })

  const touchIn = (policy: ContextPolicy): Touch => {
    const touches = [...guards.values()].flatMap(guard => (guard.policy === policy ? guard.touch : []))
    return (['anything', 'reading'] as const).find(touch => touches.includes(touch)) ?? 'none'
  }
  const closePage = (targetId: string) => {
    root.send('Target.closeTarget', { targetId }).catch(error => log.debug({ err: error }, 'page was closed already'))
  }
  return {
    register: async (contextId, policy) => {
      policies.set(contextId, policy)
      await restrictContext(root, contextId)
    },
    forget: contextId => void policies.delete(contextId),
    crashPages: policy => {
      for (const guard of guards.values()) {
        // Nobody answers: the renderer is gone.
        if (guard.policy === policy) guard.session.send('Page.crash').catch(() => undefined)
      }
    },
    closePage,
  }
}

/** Downloads refused, and every permission denied that a page could ask for, but writing text to the clipboard. */
const restrictContext = async (root: CDPSession, browserContextId: string): Promise<void> => {
  await Promise.all([
    root.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId, eventsEnabled: true }),
    root.send('Browser.grantPermissions', { permissions: ['clipboardSanitizedWrite'], browserContextId }),
  ])
}

/** What belongs to no context of ours. */
const letGo = (session: CDPSession, log: Log): void => {
  session.send('Runtime.runIfWaitingForDebugger').catch(error => log.debug({ err: error }, 'page went away'))
}
