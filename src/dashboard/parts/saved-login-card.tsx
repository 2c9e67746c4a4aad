import { useState } from 'preact/hooks'
import { browserPath, send } from './api.ts'
import { agentName, agents, userName } from './directory.ts'
import { KillSwitch } from './kill-switch.tsx'
import { attempt, tell } from './notice.tsx'
import { ask } from './question.tsx'
import { Badge, Facts } from './states.tsx'
import { text } from './text.ts'
import { Ago } from './time.tsx'
import type { Grant, SavedLogin } from './wire.ts'

/** A saved login and the user it belongs to. */
export interface LoginOfUser {
  readonly userId: string
  readonly login: SavedLogin
}

const TONES = { alive: 'good', dead: 'bad', unknown: 'plain' } as const

const pathOf = ({ userId, login }: LoginOfUser): string =>
  `${browserPath(userId)}/contexts/${encodeURIComponent(login.name)}`

const granteeName = ({ grantee_type, grantee_id }: Pick<Grant, 'grantee_type' | 'grantee_id'>): string =>
  grantee_type === 'agent' ? text.logins.agent(agentName(grantee_id)) : text.logins.role(grantee_id)

/** One saved login: where it is good, who may use it, and how to take it away. */
export const SavedLoginCard = ({ userId, login }: LoginOfUser) => {
  const revoke = async () => {
    const { revokeTitle: title, revokeBody, revoke: action, revoked } = text.logins
    if ((await ask({ title, body: revokeBody(login.name), action, isDanger: true })) === null) return
    await attempt(() => send('DELETE', pathOf({ userId, login })), revoked)
  }
  return (
    <article class="card wide" aria-label={login.name}>
      <div class="heading">
        <h2 class="name">{login.name}</h2>
        <Badge tone={TONES[login.health]}>{text.logins.healths[login.health]}</Badge>
      </div>
      <Facts
        of={[
          [text.logins.sites, login.domains.join(', ')],
          [text.user, userName(userId)],
          [text.logins.saved, <Ago key="saved" at={login.saved_at} />],
          [text.logins.used, <Ago key="used" at={login.last_used_at} />],
          [text.logins.looked, <Ago key="looked" at={login.last_verified_at} />],
          ...(login.not_saved.length > 0 ? [[text.logins.notSaved, login.not_saved.join(', ')] as const] : []),
        ]}
      />
      <h3>{text.logins.granted}</h3>
      <Grants userId={userId} login={login} />
      <GrantForm userId={userId} login={login} />
      <div class="actions">
        <CheckButton userId={userId} login={login} />
        <KillSwitch scope="login" id={login.id} name={login.name} />
        <button type="button" class="danger outline" aria-label={text.logins.revokeNamed(login.name)} onClick={revoke}>
          {text.logins.revoke}
        </button>
      </div>
    </article>
  )
}

/** Asks the site now whether it still takes the login: a browser is opened for it. */
const CheckButton = ({ userId, login }: LoginOfUser) => {
  const [isBusy, setIsBusy] = useState(false)
  const check = async () => {
    setIsBusy(true)
    const path = `${pathOf({ userId, login })}/check`
    const found = await attempt(() => send<Pick<SavedLogin, 'health'>>('POST', path, {}))
    setIsBusy(false)
    if (found) tell(`${login.name}: ${text.logins.healths[found.health]}`)
  }
  return (
    <button
      type="button"
      class="secondary outline"
      aria-label={text.logins.lookNamed(login.name)}
      aria-busy={isBusy}
      disabled={isBusy}
      onClick={check}
    >
      {text.logins.look}
    </button>
  )
}

const Grants = ({ userId, login }: LoginOfUser) => {
  const withdraw = (grant: Grant) =>
    attempt(() => send('DELETE', `${pathOf({ userId, login })}/grants/${grant.id}`), text.logins.withdrawn)
  if (login.grants.length === 0) return <p class="muted">{text.logins.nobody}</p>
  return (
    <ul class="rows" aria-label={text.logins.granted}>
      {login.grants.map(grant => (
        <li key={grant.id}>
          <span>{granteeName(grant)}</span>
          <button
            type="button"
            class="secondary outline small"
            aria-label={text.logins.withdrawNamed(granteeName(grant), login.name)}
            onClick={() => withdraw(grant)}
          >
            {text.logins.withdraw}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Agents and their roles, as one list of whom it can be granted to. */
const GrantForm = ({ userId, login }: LoginOfUser) => {
  const id = `grant-${userId}-${login.name}`
  const roles = [...new Set(agents.value.flatMap(agent => agent.roles))]
  const grant = async (event: SubmitEvent) => {
    event.preventDefault()
    const chosen = String(new FormData(event.currentTarget as HTMLFormElement).get('grantee'))
    const grantee = {
      grantee_type: chosen.startsWith('role:') ? ('role' as const) : ('agent' as const),
      grantee_id: chosen.slice(chosen.indexOf(':') + 1),
    }
    await attempt(
      () => send('POST', `${pathOf({ userId, login })}/grants`, grantee),
      text.logins.grantDone(granteeName(grantee)),
    )
  }
  return (
    <form class="fields" onSubmit={grant}>
      <label for={id}>
        {text.logins.grantToOf(login.name)}
        <select id={id} name="grantee">
          {agents.value.map(agent => (
            <option key={agent.id} value={`agent:${agent.id}`}>
              {text.logins.agent(agent.name)}
            </option>
          ))}
          {roles.map(role => (
            <option key={role} value={`role:${role}`}>
              {text.logins.role(role)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" aria-label={text.logins.grantNamed(login.name)}>
        {text.logins.grant}
      </button>
    </form>
  )
}
