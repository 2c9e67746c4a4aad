import { useState } from 'preact/hooks'
import { AddForm } from '../parts/add-form.tsx'
import { me, readAll, send } from '../parts/api.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { KillSwitch } from '../parts/kill-switch.tsx'
import { attempt, tell } from '../parts/notice.tsx'
import { ask } from '../parts/question.tsx'
import { type Resource, useResource } from '../parts/resource.ts'
import { Badge, Empty, Loaded } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import { Ago } from '../parts/time.tsx'
import type { Agent, AgentKey, Page } from '../parts/wire.ts'

interface Roster {
  readonly agents: readonly Agent[]
  readonly keys: readonly AgentKey[]
}

const readRoster = async (): Promise<Roster> => {
  const [agents, keys] = await Promise.all([
    readAll<Page & { agents: Agent[] }, Agent>('/v1/agents', page => page.agents),
    readAll<Page & { keys: AgentKey[] }, AgentKey>('/v1/auth/keys', page => page.keys),
  ])
  return { agents, keys }
}

interface ShownKey {
  readonly agentName: string
  readonly key: string
}

/** Agents and their keys. A new key lives in this page's memory alone, until it is dismissed or the page is left. */
export const AgentsPage = () => {
  const roster = useResource(readRoster, [], ({ action }) => action.startsWith('agent'))
  const [shown, setShown] = useState<ShownKey | null>(null)
  const isOwner = me.value?.role === 'owner'
  return (
    <>
      <h1 tabIndex={-1}>{text.agents.title}</h1>
      <p>{text.agents.lead}</p>
      {shown && <NewKey shown={shown} onDone={() => setShown(null)} />}
      <Loaded from={roster}>
        {({ agents, keys }) =>
          agents.length === 0 ? (
            <Empty title={text.agents.none}>{text.agents.noneHint}</Empty>
          ) : (
            <div class="stack">
              {agents.map(agent => (
                <AgentCard
                  key={agent.id}
                  agent={agent}
                  keys={keys.filter(({ agent_id }) => agent_id === agent.id)}
                  canChange={isOwner}
                  onKey={setShown}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      {isOwner ? <AddAgent roster={roster} /> : <p class="muted">{text.agents.ownersOnly}</p>}
    </>
  )
}

const NewKey = ({ shown, onDone }: { shown: ShownKey; onDone: () => void }) => (
  <section class="card wide shown" aria-labelledby="new-key">
    <h2 id="new-key">{text.agents.keyTitle(shown.agentName)}</h2>
    <p>{text.agents.keyBody}</p>
    <CopyField id="shown-key" label={text.agents.keyLabel} value={shown.key} />
    <div class="actions">
      <button type="button" onClick={onDone}>
        {text.agents.keyDone}
      </button>
    </div>
  </section>
)

interface AgentCardProps {
  readonly agent: Agent
  readonly keys: readonly AgentKey[]
  readonly canChange: boolean
  readonly onKey: (shown: ShownKey) => void
}

const AgentCard = ({ agent, keys, canChange, onKey }: AgentCardProps) => {
  const isActive = agent.status === 'active'
  const makeKey = async () => {
    const made = await attempt(() => send<{ key: string }>('POST', '/v1/auth/keys', { agent_id: agent.id }))
    if (!made) return
    onKey({ agentName: agent.name, key: made.key })
    window.scrollTo({ top: 0 })
  }
  const setStatus = async (status: Agent['status']) => {
    const { disableTitle, disableBody, disable, disabledDone, enabledDone } = text.agents
    const isSure =
      status === 'active' ||
      (await ask({ title: disableTitle, body: disableBody(agent.name), action: disable, isDanger: true })) !== null
    if (!isSure) return
    const done = status === 'active' ? enabledDone : disabledDone
    await attempt(() => send('PATCH', `/v1/agents/${agent.id}`, { status }), done)
  }
  return (
    <article class="card wide" aria-label={agent.name}>
      <div class="heading">
        <h2 class="name">{agent.name}</h2>
        <Badge tone={isActive ? 'good' : 'bad'}>{text.agents.status[agent.status]}</Badge>
        {agent.roles.map(role => (
          <Badge key={role} tone="plain">
            {role}
          </Badge>
        ))}
      </div>
      <KeyList agent={agent} keys={keys} canChange={canChange} />
      <div class="actions">
        <KillSwitch scope="agent" id={agent.id} name={agent.name} />
      </div>
      {canChange && (
        <div class="actions">
          {isActive && (
            <button type="button" aria-label={text.agents.newKeyNamed(agent.name)} onClick={makeKey}>
              {text.agents.newKey}
            </button>
          )}
          <button
            type="button"
            class="secondary outline"
            aria-label={isActive ? text.agents.disableNamed(agent.name) : text.agents.enableNamed(agent.name)}
            onClick={() => setStatus(isActive ? 'disabled' : 'active')}
          >
            {isActive ? text.agents.disable : text.agents.enable}
          </button>
        </div>
      )}
    </article>
  )
}

const KeyList = ({ agent, keys, canChange }: Omit<AgentCardProps, 'onKey'>) => {
  const revoke = async (key: AgentKey) => {
    const { revokeTitle, revokeBody, revoke: action, revokedDone } = text.agents
    const question = { title: revokeTitle, body: revokeBody(key.last4, agent.name), action, isDanger: true }
    if ((await ask(question)) === null) return
    await attempt(() => send('DELETE', `/v1/auth/keys/${key.id}`), revokedDone)
  }
  if (keys.length === 0) return <p class="muted">{text.agents.noKeys}</p>
  return (
    <ul class="rows" aria-label={text.agents.keys}>
      {keys.map(key => (
        <li key={key.id}>
          <code>{text.agents.keyEnds(key.last4)}</code>
          <span class="muted">
            {text.agents.made} <Ago at={key.created_at} /> · {text.agents.used} <Ago at={key.last_used_at} />
          </span>
          {key.revoked_at ? (
            <Badge tone="bad">{text.agents.revoked}</Badge>
          ) : (
            canChange && (
              <button
                type="button"
                class="danger outline small"
                aria-label={text.agents.revokeNamed(key.last4, agent.name)}
                onClick={() => revoke(key)}
              >
                {text.agents.revoke}
              </button>
            )
          )}
        </li>
      ))}
    </ul>
  )
}

const AddAgent = ({ roster }: { roster: Resource<Roster> }) => {
  const add = async ({ name = '', roles: list = '' }: Readonly<Record<string, string>>) => {
    const roles = list.split(',').map(role => role.trim())
    const made = await attempt(() => send('POST', '/v1/agents', { name, roles: roles.filter(Boolean) }))
    if (!made) return false
    tell(text.agents.added(name))
    roster.reload()
    return true
  }
  const fields = [
    { id: 'agent-name', name: 'name', label: text.agents.name, maxLength: 100, isRequired: true },
    { id: 'agent-roles', name: 'roles', label: text.agents.roles },
  ]
  return <AddForm id="add-agent" title={text.agents.add} fields={fields} onAdd={add} />
}
