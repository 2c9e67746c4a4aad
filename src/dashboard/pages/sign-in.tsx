import { useRef, useState } from 'preact/hooks'
import { ApiFailure, me, send } from '../parts/api.ts'
import { text } from '../parts/text.ts'
import type { Human } from '../parts/wire.ts'

/** Signing in by cookie; the one-time code is asked for where the account wants one. What is typed is kept nowhere. */
export const SignInPage = () => {
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const [wantsCode, setWantsCode] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  const submit = async (event: Event) => {
    event.preventDefault()
    if (!form.current || isBusy) return
    const data = new FormData(form.current)
    const code = String(data.get('totp') ?? '').replaceAll(/\s/g, '')
    setIsBusy(true)
    setFailure(null)
    try {
      me.value = await send<Human>('POST', '/v1/auth/login', {
        email: data.get('email'),
        password: data.get('password'),
        ...(code ? { totp: code } : {}),
      })
    } catch (error) {
      if (error instanceof ApiFailure && error.reason === 'totp_required') setWantsCode(true)
      else setFailure(error instanceof ApiFailure ? error : new ApiFailure(0, undefined))
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <main class="sign-in">
      <h1>{text.product}</h1>
      <p>{text.signIn.lead}</p>
      <form ref={form} onSubmit={submit}>
        <label for="email">
          {text.signIn.email}
          <input id="email" name="email" type="text" inputMode="email" autocomplete="username" required />
        </label>
        <label for="password">
          {text.signIn.password}
          <input id="password" name="password" type="password" autocomplete="current-password" required />
        </label>
        {wantsCode && <CodeField />}
        <div role="alert">
          {failure && (
            <p class="notice failed">
              <span>
                <strong>{failure.message}</strong> {failure.hint}
              </span>
            </p>
          )}
        </div>
        <button type="submit" aria-busy={isBusy}>
          {text.signIn.action}
        </button>
      </form>
      <p class="muted">{text.signIn.forgotten}</p>
    </main>
  )
}

const CodeField = () => (
  <label for="totp">
    {text.signIn.code}
    <input
      id="totp"
      name="totp"
      inputMode="numeric"
      autocomplete="one-time-code"
      pattern="[0-9 ]{6,7}"
      aria-describedby="totp-hint"
      required
      ref={element => element?.focus()}
    />
    <small id="totp-hint">{text.signIn.codeHint}</small>
  </label>
)
