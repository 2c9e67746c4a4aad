import { useEffect, useState } from 'preact/hooks'
import { ApiFailure, browserPath, read, send, sessionPath } from './api.ts'
import { attempt } from './notice.tsx'
import { Failure } from './states.tsx'
import { text } from './text.ts'

interface Props {
  readonly userId: string
  readonly sessionId: string
  /** Suggested name where a person signs in by hand; null in an agent's session. */
  readonly loginName: string | null
}

/**
 * The live view in a frame that may run its scripts and nothing else: without allow-same-origin it can reach neither
 * our cookies nor this page (html.spec.whatwg.org, section 4.8.5). The link is asked for when the frame is opened.
 */
export const LiveView = ({ userId, sessionId, loginName }: Props) => {
  const [source, setSource] = useState<string | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    const ended = new AbortController()
    setFailure(null)
    read<{ live_view_url: string }>(`${sessionPath(userId, sessionId)}/live-view`, ended.signal)
      .then(({ live_view_url }) => setSource(toOwnPath(live_view_url)))
      .catch(error => ended.signal.aborted || setFailure(toFailure(error)))
    return () => ended.abort()
  }, [userId, sessionId, tries])
  return (
    <section class="live" aria-labelledby="live">
      <h2 id="live">{text.session.live}</h2>
      <p class="muted">{loginName === null ? text.session.liveLead : text.session.signInLead}</p>
      {failure && <Failure failure={failure} retry={() => setTries(tries + 1)} />}
      {source && <iframe title={text.session.frame} src={source} sandbox="allow-scripts" />}
      {loginName !== null && <SaveLogin userId={userId} sessionId={sessionId} suggested={loginName} />}
    </section>
  )
}

/** The link as a path of this origin, whatever name of it the service knows itself by: frames from elsewhere are refused. */
const toOwnPath = (url: string): string => {
  if (!URL.canParse(url, window.location.origin)) throw new ApiFailure(0, { message: text.session.ours })
  const { pathname, search } = new URL(url, window.location.origin)
  return pathname + search
}

const toFailure = (error: unknown): ApiFailure => (error instanceof ApiFailure ? error : new ApiFailure(0, undefined))

const SaveLogin = ({ userId, sessionId, suggested }: { userId: string; sessionId: string; suggested: string }) => {
  const [isBusy, setIsBusy] = useState(false)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name')).trim()
    setIsBusy(true)
    await attempt(
      () => send('POST', `${browserPath(userId)}/human-logins/${encodeURIComponent(sessionId)}/save`, { name }),
      text.session.saved,
    )
    setIsBusy(false)
  }
  return (
    <form class="fields" onSubmit={save}>
      <label for="login-name">
        {text.session.saveAs}
        <input id="login-name" name="name" defaultValue={suggested} maxLength={100} autocomplete="off" required />
      </label>
      <button type="submit" aria-busy={isBusy} disabled={isBusy}>
        {text.session.save}
      </button>
    </form>
  )
}
