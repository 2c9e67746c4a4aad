import { me, read, send } from '../parts/api.ts'
import { attempt } from '../parts/notice.tsx'
import { useResource } from '../parts/resource.ts'
import { SecondFactor } from '../parts/second-factor.tsx'
import { Badge, Facts, Loaded } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import { Ago } from '../parts/time.tsx'
import type { HumanSession } from '../parts/wire.ts'

/** One’s own account: password, second factor, and where one is signed in. */
export const AccountPage = () => {
  const human = me.value
  if (!human) return null
  return (
    <>
      <h1 tabIndex={-1}>{text.account.title}</h1>
      <Facts
        of={[
          [text.account.email, human.email],
          [text.account.role, text.account.roles[human.role]],
        ]}
      />
      <PasswordForm email={human.email} />
      <SecondFactor />
      <OwnSessions />
    </>
  )
}

const PasswordForm = ({ email }: { email: string }) => {
  const change = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    const body = { current_password: data.get('current'), new_password: data.get('next') }
    const changed = await attempt(() => send('POST', '/v1/auth/password', body), text.account.changed)
    if (changed) form.reset()
  }
  return (
    <section aria-labelledby="change-password">
      <h2 id="change-password">{text.account.password}</h2>
      <form class="fields" onSubmit={change}>
        <input type="text" name="username" autocomplete="username" value={email} readOnly hidden />
        <label for="current-password">
          {text.account.current}
          <input id="current-password" name="current" type="password" autocomplete="current-password" required />
        </label>
        <label for="next-password">
          {text.account.next}
          <input id="next-password" name="next" type="password" minLength={8} autocomplete="new-password" required />
        </label>
        <button type="submit">{text.account.change}</button>
      </form>
    </section>
  )
}

const OwnSessions = () => {
  const sessions = useResource(
    () => read<{ sessions: HumanSession[] }>('/v1/auth/sessions'),
    [],
    ({ action }) => action.startsWith('auth.'),
  )
  const revoke = async (session: HumanSession) => {
    await attempt(() => send('DELETE', `/v1/auth/sessions/${session.id}`), text.account.signedOut)
    sessions.reload()
  }
  return (
    <section aria-labelledby="own-sessions">
      <h2 id="own-sessions">{text.account.sessions}</h2>
      <Loaded from={sessions}>
        {found => (
          <ul class="rows">
            {found.sessions.map(session => (
              <li key={session.id}>
                <span>{toBrowser(session.user_agent)}</span>
                <span class="muted">
                  {text.account.signedIn} <Ago at={session.created_at} /> · {text.account.seen}{' '}
                  <Ago at={session.last_seen_at} />
                </span>
                {session.current ? (
                  <Badge tone="good">{text.account.thisOne}</Badge>
                ) : (
                  <button
                    type="button"
                    class="secondary outline small"
                    aria-label={text.account.signOutNamed(toBrowser(session.user_agent))}
                    onClick={() => revoke(session)}
                  >
                    {text.account.signOut}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}

/** Which browser on which system, as far as its User-Agent says so. */
const toBrowser = (userAgent: string): string => {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\/[\d.]+/.exec(userAgent)?.[1]
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent)?.[1]
  if (!browser) return userAgent.slice(0, 40) || text.account.unknownBrowser
  return [browser.replace('Edg', 'Edge').replace('OPR', 'Opera'), system].filter(Boolean).join(', ')
}
