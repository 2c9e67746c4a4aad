import { createPixelBudget } from '../../browser/screencast/pixel-budget.ts'
import { takePreview } from '../../browser/screencast/preview.ts'
import type { HumanPrincipal } from '../../contract/session.ts'
import type { Db } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import { Deadline } from '../../lib/deadline.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import type { Log } from '../../lib/log.ts'
import type { Audit } from '../audit/service.ts'
import type { Humans } from '../auth/humans.ts'
import type { HeldSession, SessionPath, Sessions } from '../sessions/service.ts'
import { createOneUse } from './links.ts'
import { createView, type View } from './view.ts'

interface LiveDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly audit: Audit
  readonly humans: Pick<Humans, 'authenticate' | 'isSignedIn'>
  readonly sessions: Sessions
  /** Base of the links, without a trailing slash. */
  readonly publicUrl: () => string
}

interface Link {
  readonly human: HumanPrincipal
  readonly held: HeldSession
}

const LINK_MS = 5 * 60_000
/** A page that lost its line may come back for as long as a session lives. */
const TICKET_MS = 30 * 60_000
const PREVIEW_MS = 5_000

/** Live views of running sessions: all in memory, gone with the session and with the service. */
export const createLive = (deps: LiveDeps) => {
  const { db, log, audit, humans, sessions } = deps
  const links = createOneUse<Link>(deps, LINK_MS)
  const tickets = createOneUse<View>(deps, TICKET_MS)
  const budget = createPixelBudget()

  const isRunning = ({ session }: HeldSession) => session.ended === null

  const open = (human: HumanPrincipal, held: HeldSession): { live_view_url: string } => {
    const secret = links.issue({ human, held })
    return { live_view_url: `${deps.publicUrl()}/live/${secret}` }
  }

  const note = ({ human, held: { row } }: Link, action: string) =>
    audit.record(db, {
      workspaceId: row.workspace_id,
      userId: row.user_id,
      actor: human,
      action,
      entity: { type: 'session', id: row.id },
      details: {},
    })

  const createViewOf = (link: Link): View => {
    const view: View = createView({
      ...{ sessions, log, budget, held: link.held, human: link.human },
      issueTicket: () => tickets.issue(view),
      isSignedIn: () => humans.isSignedIn(link.human),
      note: action => note(link, action),
      onGone: () => tickets.withdraw(other => other === view),
    })
    return view
  }

  return {
    /** A link for the asking human's own browser, to be opened once, within 5 minutes. @throws AppError not_found, session_ended */
    open: (human: HumanPrincipal, path: SessionPath) => open(human, sessions.watch(human, path)),
    openHeld: open,

    /**
     * Uses up a link in the browser of the human who asked for it, and gives the ticket of the page's socket.
     * @throws AppError unauthorized, not_found for a used, expired, copied or foreign link
     */
    show(secret: string, cookie: string | null): { ticket: string } {
      const human = humans.authenticate(cookie)
      const link = links.peek(secret)
      if (!link || link.human.sessionId !== human.sessionId || !isRunning(link.held)) throw notFound('live view')
      links.take(secret)
      note(link, 'browser.live_view.opened')
      return { ticket: tickets.issue(createViewOf(link)) }
    },

    /** Whether a ticket would be taken. */
    isTicket: (ticket: string): boolean => tickets.peek(ticket) !== undefined,
    /** Uses up a ticket. */
    enter: (ticket: string): View | undefined => tickets.take(ticket),

    /**
     * A small picture, kept nowhere; none while a human drives.
     * @throws AppError not_found, session_ended, human_in_control, page_failed
     */
    async preview(human: HumanPrincipal, path: SessionPath): Promise<Uint8Array<ArrayBuffer>> {
      const { session } = sessions.watch(human, path)
      if (session.humanDrives) throw new AppError('human_in_control', 'a human is driving this session')
      using deadline = new Deadline(PREVIEW_MS, session.abort.signal)
      return await takePreview(session.lease.tab, deadline)
    },
  }
}

export type Live = ReturnType<typeof createLive>
