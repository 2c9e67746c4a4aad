import { browserSessions, contexts } from '../../src/db/schema.ts'
import type { FrozenRequest } from '../../src/modules/approvals/service.ts'
import type { Stage } from './stage.ts'

/** What tests find on the stage besides what the first start makes. */
export interface Scene {
  readonly userId: string
  /** Freezes a request that waits for a person; `outcome` is what running it gives. */
  askFor(title: string, actionType?: string): string
  /** A saved login as the rows have it; nothing was ever signed in to. */
  saveLogin(name: string, domains: string[], health?: 'unknown' | 'alive' | 'dead'): void
  /** Running sessions as the rows have them, without a browser behind them. */
  addSessions(count: number): void
  /** Opens a session on the site's page and gives its id. */
  openSession(html: string): Promise<string>
}

const SITES = [
  'shop.example',
  'a-rather-long-name-of-a-department.intranet.some-large-company-with-a-name.example',
  'tickets.example',
  'bank.example:8443',
]

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
    saveLogin: (name, domains, health = 'unknown') => {
      const now = Date.now()
      services.db
        .insert(contexts)
        .values({
          id: crypto.randomUUID(),
          ...{ workspace_id: workspaceId, user_id: userId, name, domains },
          ...{ wrapped_key: Buffer.alloc(60), file: 'none', not_saved: [], verified: true, saved_at: now, health },
        })
        .run()
    },
    addSessions: count => {
      const now = Date.now()
      services.db.transaction(tx => {
        for (let index = 0; index < count; index += 1) {
          const [id, host] = [crypto.randomUUID(), SITES[index % SITES.length] ?? 'shop.example']
          const row = { id, workspace_id: workspaceId, user_id: userId, agent_id: agentId, status: 'active' as const }
          const may = { allow_writes: index % 2 === 0, human_login: false, allow_extract: false, proxy: false }
          const times = { created_at: now - index * 5_000, timeout_at: now + 900_000 - index * 10_000 }
          const place = { allowed_domains: [host], url: `${host}/orders/${index}`, action_credits: index % 40 }
          tx.insert(browserSessions)
            .values({ ...row, ...may, ...times, ...place, credits_consumed: index % 40 })
            .run()
          services.audit.record(tx, {
            ...{ workspaceId, userId, actor: { type: 'agent', id: agentId }, action: 'browser.session.create' },
            entity: { type: 'session', id },
            details: { allowed_domains: [host] },
          })
        }
      })
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
