import type { Answer } from './guide.ts'
import { openViewer, type Viewer } from './viewer.ts'

/** What only people do, done by the owner of the first start. */
export interface People {
  /** A user that work is done for, with an email address; gives its id. */
  addUser(user: { readonly external_id: string; readonly email: string; readonly label: string }): Promise<string>
  approve(approvalId: string): Promise<Answer>
  /** Begins a sign-in by hand and opens its live view, as the dashboard does. */
  signInByHand(login: { readonly name: string; readonly allowed_domains: readonly string[] }): Promise<{
    readonly viewer: Viewer
    save(): Promise<Answer>
  }>
  /** Grants a saved login to the agent of the first start. */
  grantToAgent(login: string): Promise<Answer>
  revoke(login: string): Promise<Answer>
}

const BROWSER = '/v1/users/default/browser'

/** Signs the owner in at the dashboard. */
export const createPeople = async (base: string, owner: { email: string; password: string }): Promise<People> => {
  const send = async (method: string, path: string, options: { body?: object; cookie?: string }): Promise<Response> => {
    const { body, cookie } = options
    const response = await fetch(base + path, {
      method,
      headers: {
        ...{ origin: new URL(base).origin, 'idempotency-key': crypto.randomUUID() },
        ...(body && { 'content-type': 'application/json' }),
        ...(cookie && { cookie }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path} by the owner: ${response.status} ${await response.text()}`)
    return response
  }
  const signedIn = await send('POST', '/v1/auth/login', { body: owner })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const ask = async (path: string, body: object): Promise<Answer> => (await send('POST', path, { body, cookie })).json()
  return {
    addUser: async user => String((await ask('/v1/users', user))['id']),
    approve: id => ask(`/v1/approvals/${id}/approve`, {}),
    signInByHand: async login => {
      const { session_id, live_view_url } = await ask(`${BROWSER}/human-logins`, login)
      return {
        viewer: await openViewer(String(live_view_url), cookie),
        save: () => ask(`${BROWSER}/human-logins/${session_id}/save`, {}),
      }
    },
    grantToAgent: async login => {
      const listed = (await (await send('GET', '/v1/agents', { cookie })).json()) as { agents: { id: string }[] }
      return await ask(`${BROWSER}/contexts/${login}/grants`, {
        grantee_type: 'agent',
        grantee_id: listed.agents[0]?.id ?? '',
      })
    },
    revoke: async login => (await send('DELETE', `${BROWSER}/contexts/${login}`, { cookie })).json(),
  }
}
