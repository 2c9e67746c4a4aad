import { useState } from 'preact/hooks'
import { readAll, send } from '../parts/api.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { agents } from '../parts/directory.ts'
import { mountPath, toHref } from '../parts/mount.ts'
import { attempt } from '../parts/notice.tsx'
import { useResource } from '../parts/resource.ts'
import { text } from '../parts/text.ts'
import type { Agent, AgentKey, Page } from '../parts/wire.ts'

/** Whether any agent has ever come with a key. */
const readHasCalled = async (): Promise<boolean> => {
  const keys = await readAll<Page & { keys: AgentKey[] }, AgentKey>('/v1/auth/keys', page => page.keys)
  return keys.some(({ last_used_at }) => last_used_at !== null)
}

const useHasCalled = () => useResource(readHasCalled, [], ({ actor_type }) => actor_type === 'agent')

/** The guide, on its own page. */
export const StartPage = () => {
  const hasCalled = useHasCalled()
  return (
    <>
      <h1 tabIndex={-1}>{text.start.title}</h1>
      <Guide hasCalled={hasCalled.value ?? false} heading="h2" />
    </>
  )
}

/** The guide at the top of Now, until an agent has called for the first time; then it says so and is gone at the next visit. */
export const FirstRun = () => {
  const hasCalled = useHasCalled()
  const [wasNew, setWasNew] = useState(false)
  if (hasCalled.value === undefined) return null
  if (!hasCalled.value && !wasNew) setWasNew(true)
  if (hasCalled.value && !wasNew) return null
  return (
    <section class="first-run" aria-labelledby="first-run">
      <h2 id="first-run">{text.start.title}</h2>
      <Guide hasCalled={hasCalled.value} heading="h3" />
    </section>
  )
}

const Guide = ({ hasCalled, heading: Heading }: { hasCalled: boolean; heading: 'h2' | 'h3' }) => {
  const [made, setMade] = useState<{ name: string; key: string } | null>(null)
  return (
    <>
      <p>{text.start.lead}</p>
      <ol class="steps">
        <li>
          <Heading>{text.start.password}</Heading>
          <p>
            {text.start.passwordBody} <a href={toHref('/account')}>{text.nav.account}</a>.
          </p>
        </li>
        <li>
          <Heading>{text.start.key}</Heading>
          {made ? <MadeKey made={made} /> : <MakeKey onMade={setMade} />}
        </li>
        <li>
          <Heading>{text.start.call}</Heading>
          <p>{text.start.callBody}</p>
          <CopyField id="curl" label={text.start.call} value={toCurl(made?.key ?? text.start.placeholder)} isLong />
          {!made && <p class="muted">{text.start.callWithout}</p>}
          <p role="status">
            {hasCalled ? <strong>{text.start.works}</strong> : <span class="muted">{text.start.waitingForCall}</span>}
          </p>
        </li>
      </ol>
    </>
  )
}

const toCurl = (key: string): string =>
  `curl -sS ${window.location.origin}${mountPath}/v1/users/default/browser/sessions \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' \\
  -d '{"allowed_domains":["example.com"]}'`

const MadeKey = ({ made }: { made: { name: string; key: string } }) => (
  <>
    <p>{text.start.keyKept}</p>
    <CopyField id="made-key" label={text.start.made(made.name)} value={made.key} />
  </>
)

const MakeKey = ({ onMade }: { onMade: (made: { name: string; key: string }) => void }) => {
  const make = async (event: SubmitEvent) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name')).trim()
    const made = await attempt(async () => {
      const agent =
        agents.value.find(known => known.name === name) ?? (await send<Agent>('POST', '/v1/agents', { name }))
      return await send<{ key: string }>('POST', '/v1/auth/keys', { agent_id: agent.id })
    })
    if (made) onMade({ name, key: made.key })
  }
  return (
    <>
      <p>{text.start.keyBody}</p>
      <form class="fields" onSubmit={make}>
        <label for="start-agent">
          {text.start.agentName}
          <input
            id="start-agent"
            name="name"
            defaultValue={text.start.agentDefault}
            maxLength={100}
            autocomplete="off"
            required
          />
        </label>
        <button type="submit">{text.start.make}</button>
      </form>
    </>
  )
}
