import { captureCovered } from '../../browser/screencast/covered.ts'
import type { Cut, ScreenshotOptions } from '../../browser/screenshot.ts'
import { AppError } from '../../lib/errors.ts'
import type { Artifacts } from '../artifacts/service.ts'
import { isReadRestricted } from '../sessions/read-restriction.ts'
import type { Sessions, SessionUse } from '../sessions/service.ts'
import type { ScreenshotInput } from './schema.ts'

const DEFAULT_QUALITY = 80

/** Pictures of a session's tab. */
export const createScreenshot = ({ sessions, artifacts }: { sessions: Sessions; artifacts: Artifacts }) => ({
  /** Takes a picture; its signed URL needs no other authentication and is unusable after `expires_in` seconds. */
  run: (use: SessionUse, body: ScreenshotInput, limit?: SizeLimit) =>
    sessions.perform('screenshot', use, async ({ session, tab, deadline }) => {
      const { full_page: fullPage = false, format = 'png', quality = DEFAULT_QUALITY } = body
      const take = (options: ScreenshotOptions) =>
        isReadRestricted(session) ? captureCovered(tab, options, deadline) : tab.screenshot(options)
      const options = { fullPage, format, quality }
      const bytes = limit ? await takeWithin(take, options, limit) : await take(options)
      const cut = await tab.pictureCut(options)
      const owner = { workspaceId: session.workspace_id, userId: session.user_id, sessionId: session.id }
      const { url, expires_in, save } = await artifacts.write({ ...owner, mediaType: `image/${format}`, bytes })
      return {
        answer: { url, expires_in, ...(cut && { cut: toToldCut(cut) }) },
        details: { format, bytes: bytes.length },
        save,
      }
    }),
})

const toToldCut = ({ width, height, pageWidth, pageHeight }: Cut) => ({
  ...{ width, height },
  ...{ page_width: pageWidth, page_height: pageHeight },
})

/** How large a picture may be, in bytes. */
interface SizeLimit {
  readonly maxBytes: number
}

/** Ways to make a picture smaller, in order: less fine, then less large. */
const SMALLER = [
  {},
  { quality: 40 },
  { quality: 40, scale: 0.5 },
  { quality: 25, scale: 0.25 },
  { quality: 20, scale: 0.1 },
]

/** @throws AppError page_too_large where not even the smallest is within the limit */
const takeWithin = async (
  take: (options: ScreenshotOptions) => Promise<Uint8Array>,
  options: ScreenshotOptions,
  { maxBytes }: SizeLimit,
): Promise<Uint8Array> => {
  for (const change of SMALLER) {
    const bytes = await take({ ...options, ...change })
    if (bytes.length <= maxBytes) return bytes
  }
  throw new AppError('page_too_large', `no picture of the page is within ${maxBytes} bytes`)
}

export type Screenshot = ReturnType<typeof createScreenshot>
