import { useState } from 'preact/hooks'
import { browserPath, read, send } from '../parts/api.ts'
import { activeUsers, defaultUserId } from '../parts/directory.ts'
import { go } from '../parts/navigation.ts'
import { attempt } from '../parts/notice.tsx'
import { useResource } from '../parts/resource.ts'
import { type LoginOfUser, SavedLoginCard } from '../parts/saved-login-card.tsx'
import { toSessionPage } from '../parts/sessions.ts'
import { Empty, Loaded } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import { UserPicker } from '../parts/user-picker.tsx'
import type { SavedLogin } from '../parts/wire.ts'

/** With more users than this their logins are read only one by one. */
const MANY_USERS = 30

/** Saved logins: for whom, on which sites, granted to whom; and signing in by hand. */
export const LoginsPage = () => {
  const [picked, setPicked] = useState('')
  const users = activeUsers.value.map(({ id }) => id)
  const isMany = users.length > MANY_USERS
  const wanted = picked ? [picked] : isMany ? [defaultUserId.value] : users
  const logins = useResource(
    () => readLogins(wanted),
    [wanted.join()],
    ({ action }) => /context|human_login/.test(action),
  )
  return (
    <>
      <h1 tabIndex={-1}>{text.logins.title}</h1>
      <p>{text.logins.lead}</p>
      <div class="fields toolbar">
        <UserPicker id="login-user" value={picked} onPick={setPicked} everyone={!isMany} />
      </div>
      <Loaded from={logins}>
        {found =>
          found.length === 0 ? (
            <Empty title={text.logins.none}>{text.logins.noneHint}</Empty>
          ) : (
            <div class="stack">
              {found.map(entry => (
                <SavedLoginCard key={entry.userId + entry.login.name} {...entry} />
              ))}
            </div>
          )
        }
      </Loaded>
      <SignInByHand />
    </>
  )
}

const readLogins = async (userIds: readonly string[]): Promise<LoginOfUser[]> => {
  const lists = await Promise.all(
    userIds.map(async userId => {
      const { contexts } = await read<{ contexts: SavedLogin[] }>(`${browserPath(userId)}/contexts`)
      return contexts.map(login => ({ userId, login }))
    }),
  )
  return lists.flat()
}

const SignInByHand = () => {
  const [picked, setPicked] = useState('')
  const userId = picked || defaultUserId.value
  const open = async (event: SubmitEvent) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    const name = String(data.get('name')).trim()
    const domains = String(data.get('domains')).split(',')
    const allowed_domains = domains.map(domain => domain.trim()).filter(Boolean)
    const opened = await attempt(() =>
      send<{ session_id: string }>('POST', `${browserPath(userId)}/human-logins`, { allowed_domains, name }),
    )
    if (opened) go(`${toSessionPage(userId, opened.session_id)}?${new URLSearchParams({ view: 'live', login: name })}`)
  }
  return (
    <section aria-labelledby="by-hand">
      <h2 id="by-hand">{text.logins.signIn}</h2>
      <p>{text.logins.signInLead}</p>
      <form class="fields" onSubmit={open}>
        <UserPicker id="by-hand-user" value={userId} onPick={setPicked} />
        <label for="by-hand-name">
          {text.logins.name}
          <input id="by-hand-name" name="name" maxLength={100} autocomplete="off" required />
        </label>
        <label for="by-hand-domains">
          {text.logins.domains}
          <input
            id="by-hand-domains"
            name="domains"
            autocomplete="off"
            aria-describedby="by-hand-domains-hint"
            placeholder={text.logins.domainsHint}
            required
          />
        </label>
        <span id="by-hand-domains-hint" hidden>
          {text.logins.domainsHint}
        </span>
        <button type="submit">{text.logins.open}</button>
      </form>
    </section>
  )
}
