import type { HumanPrincipal } from '../../contract/session.ts'
import { AppError } from '../../lib/errors.ts'
import type { SessionPath, Sessions } from '../sessions/service.ts'

/** A human's view into a running session. */
export const createLive = ({ sessions }: { sessions: Sessions }) => ({
  /** A link for the asking human alone. @throws AppError not_found, session_ended, not_configured */
  open(principal: HumanPrincipal, path: SessionPath): { live_view_url: string } {
    const { status } = sessions.get(principal, path)
    if (status !== 'active' && status !== 'in_use')
      throw new AppError('session_ended', `the session has ended: ${status}`, { status })
    throw new AppError('not_configured', 'this version has no live view')
  },
})

export type Live = ReturnType<typeof createLive>
