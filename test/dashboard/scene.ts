import { contexts } from '../../src/db/schema.ts'
import type { FrozenRequest } from '../../src/modules/approvals/service.ts'
import type { Stage } from './stage.ts'

/** What tests find on the stage besides what the first start makes. */
export interface Scene {
  readonly userId: string
  /** Freezes a request that waits for a person; `outcome` is what running it gives. */
  askFor(title: string, actionType?: string): string
  /** A saved login as the rows have it; nothing was ever signed in to. */
  saveLogin(name: string, domains: string[]): void
  /** Opens a session on the site's page and gives its id. */
  openSession(html: string): Promise<string>
}

export const createScene = (stage: Stage): Scene => {
  const { services, firstRun } = stage.app
  if (!firstRun) throw new Error('the stage is not new')
  const { workspaceId, agentId } = firstRun
  const owner = { type: 'human', id: 'scene', workspaceId, role: 'owner', sessionId: 'scene' } as const
  const userId = services.users.findId(owner, 'default')
  return {
    userId,
    askFor: (title, actionType = 'browser.signup') => {
      const request: FrozenRequest = {
        ...{ workspaceId, userId, actionType, title },
        requestedBy: { type: 'agent', id: agentId },
        primitive: 'browser',
        payload: { url: 'https://shop.example/join', service: 'shop.example' },
        request: {},
      }
      return services.approvals.request(request).id
    },
    saveLogin: (name, domains) => {
      const now = Date.now()
      services.db
        .insert(contexts)
        .values({
          id: crypto.randomUUID(),
          ...{ workspace_id: workspaceId, user_id: userId, name, domains },
          ...{ wrapped_key: Buffer.alloc(60), file: 'none', not_saved: [], verified: true, saved_at: now },
        })
        .run()
    },
    openSession: async html => {
      const url = stage.site.show(html, `/${crypto.randomUUID().slice(0, 8)}`)
      const base = '/v1/users/default/browser/sessions'
      const { body } = await stage.agent('POST', base, { allowed_domains: ['127.0.0.1'], allow_writes: true })
      const id = String(body['session_id'])
      await stage.agent('POST', `${base}/${id}/navigate`, { url })
      return id
    },
  }
}
