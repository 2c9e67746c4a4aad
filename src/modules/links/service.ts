import { assertReadable } from '../sessions/read-restriction.ts'
import type { Sessions, SessionUse } from '../sessions/service.ts'
import type { LinksInput } from './schema.ts'

const DEFAULT_LIMIT = 300

/** The links of a session's page. */
export const createLinks = ({ sessions }: { sessions: Sessions }) => ({
  /** The visible links of the page and of the frames within the allowlist. @throws AppError read_restricted, page_failed */
  run: (use: SessionUse, { contains, limit = DEFAULT_LIMIT }: LinksInput) =>
    sessions.perform('links', use, async ({ session, tab }) => {
      assertReadable(session)
      const links = await tab.links({ ...(contains === undefined ? {} : { contains }), limit })
      return { answer: { url: tab.url, links }, details: { links: links.length } }
    }),
})

export type Links = ReturnType<typeof createLinks>
