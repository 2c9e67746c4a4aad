import { type ApiDocument, type Attack, listAttacks } from './caller-corpus.ts'

/** A running service as attackers know it. */
export interface Attacked {
  readonly url: string
  readonly agent: Readonly<Record<string, string>>
  readonly human: Readonly<Record<string, string>>
}

/** What an attack came to. */
export interface Outcome {
  readonly attack: Attack
  readonly status: number
  readonly text: string
}

/** How many attacks are under way at once. */
const AT_ONCE = 4

/** Sends the whole caller's corpus, and gives what came of each. Sessions that it opens it ends again. */
export const attackAsCaller = async (attacked: Attacked, session: string): Promise<Outcome[]> => {
  const api = (await (await fetch(`${attacked.url}/openapi.json`)).json()) as ApiDocument
  const attacks = listAttacks(api, { user_id: 'default', session_id: session })
  const outcomes: Outcome[] = []
  const work = async () => {
    for (const attack of attacks) {
      const outcome = await send(attacked, attack)
      outcomes.push(outcome)
      await undo(attacked, outcome)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return outcomes
}

const send = async ({ url, agent, human }: Attacked, attack: Attack): Promise<Outcome> => {
  const who = attack.by === 'agent' ? agent : attack.by === 'human' ? human : {}
  const type = attack.body === undefined ? {} : { 'content-type': 'application/json' }
  const key = attack.method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }
  const response = await fetch(url + attack.path, {
    method: attack.method,
    headers: { ...who, ...type, ...key, ...attack.headers },
    ...(attack.body === undefined ? {} : { body: attack.body }),
  })
  return { attack, status: response.status, text: await response.text() }
}

const undo = async ({ url, human }: Attacked, { attack, status, text }: Outcome): Promise<void> => {
  if (status !== 201 || !/\/(sessions|human-logins)$/.test(attack.path)) return
  const { session_id } = JSON.parse(text)
  await fetch(`${url}/v1/users/default/browser/sessions/${session_id}/stop`, { method: 'POST', headers: human })
}
