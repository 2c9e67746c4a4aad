import { captureCovered } from '../../browser/screencast/covered.ts'
import type { Artifacts } from '../artifacts/service.ts'
import { isReadRestricted } from '../sessions/read-restriction.ts'
import type { Sessions, SessionUse } from '../sessions/service.ts'
import type { ScreenshotInput } from './schema.ts'

const DEFAULT_QUALITY = 80

/** Pictures of a session's tab. */
export const createScreenshot = ({ sessions, artifacts }: { sessions: Sessions; artifacts: Artifacts }) => ({
  /** Takes a picture; its signed URL needs no other authentication and is unusable after `expires_in` seconds. */
  run: (use: SessionUse, { full_page: fullPage = false, format = 'png', quality = DEFAULT_QUALITY }: ScreenshotInput) =>
    sessions.perform('screenshot', use, async ({ session, tab, deadline }) => {
      const options = { fullPage, format, quality }
      const bytes = isReadRestricted(session)
        ? await captureCovered(tab, options, deadline)
        : await tab.screenshot(options)
      const owner = { workspaceId: session.workspace_id, userId: session.user_id, sessionId: session.id }
      const { url, expires_in, save } = await artifacts.write({ ...owner, mediaType: `image/${format}`, bytes })
      return { answer: { url, expires_in }, details: { format, bytes: bytes.length }, save }
    }),
})

export type Screenshot = ReturnType<typeof createScreenshot>
