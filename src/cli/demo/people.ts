import type { Answer } from './guide.ts'

/** What only people do, done by the owner of the first start. */
export interface People {
  /** A user that work is done for, with an email address; gives its id. */
  addUser(user: { readonly external_id: string; readonly email: string; readonly label: string }): Promise<string>
  approve(approvalId: string): Promise<Answer>
}

/** Signs the owner in at the dashboard. */
export const createPeople = async (base: string, owner: { email: string; password: string }): Promise<People> => {
  const send = async (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> => {
    const response = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(base).origin, ...headers },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`POST ${path} by the owner: ${response.status} ${await response.text()}`)
    return response
  }
  const signedIn = await send('/v1/auth/login', owner)
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const ask = async (path: string, body: object): Promise<Answer> => (await send(path, body, { cookie })).json()
  return {
    addUser: async user => String((await ask('/v1/users', user))['id']),
    approve: id => ask(`/v1/approvals/${id}/approve`, {}),
  }
}
