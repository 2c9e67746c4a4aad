import { dialogSince } from '../../browser/dialogs.ts'
import { readAhead } from '../../browser/perception/snapshot.ts'
import { AppError } from '../../lib/errors.ts'
import type { Sessions, SessionUse } from '../sessions/service.ts'
import { toHostAndPath } from '../sessions/view.ts'
import type { NavigateInput } from './schema.ts'

/** Loads an address in a session's tab. */
export const createNavigate = ({ sessions }: { sessions: Sessions }) => ({
  /** @throws AppError scheme_not_allowed, domain_not_allowed, address_not_allowed, dns, refused, tls, reset, aborted, crashed, timeout */
  run: (use: SessionUse, body: NavigateInput) =>
    sessions.perform(
      'navigate',
      { ...use, asked: { url: toHostAndPath(body.url) } },
      async ({ tab, fence, deadline, begin }) => {
        const verdict = fence.navigation(body.url)
        if (!verdict.allowed) throw new AppError(verdict.reason, refusal(verdict.host), { host: verdict.host })
        begin()
        const since = performance.now()
        const page = await tab.navigate(body.url, { waitUntil: body.wait_until ?? 'load', deadline })
        const dialog = dialogSince(tab, since)
        readAhead(tab)
        return {
          answer: { url: page.url, title: page.title, http_status: page.httpStatus, ...(dialog && { dialog }) },
          details: { url: toHostAndPath(page.url), http_status: page.httpStatus },
        }
      },
    ),
})

export type Navigate = ReturnType<typeof createNavigate>

const refusal = (host: string): string =>
  host ? `${host} is not allowed in this session` : 'the address is not allowed'
