import { useState } from 'preact/hooks'
import { me, send } from './api.ts'
import { CopyField } from './copy-field.tsx'
import { attempt } from './notice.tsx'
import { ask } from './question.tsx'
import { text } from './text.ts'

/** What is being set up; the password is kept for the one request that confirms it, then all of it is forgotten. */
interface Proposal {
  readonly secret: string
  readonly link: string
  readonly password: string
}

const askPassword = (body: string) =>
  ask({
    title: text.account.confirmTitle,
    body,
    action: text.account.confirm,
    field: { label: text.vault.password, kind: 'password', isRequired: true },
  })

const setEnabled = (totp_enabled: boolean) => {
  if (me.value) me.value = { ...me.value, totp_enabled }
}

/** The optional second factor (RFC 6238): set up with an authenticator app, or taken away. */
export const SecondFactor = () => {
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const isOn = me.value?.totp_enabled ?? false
  const propose = async () => {
    const password = await askPassword(text.account.confirmOn)
    if (password === null) return
    const made = await attempt(() =>
      send<{ secret: string; otpauth_url: string }>('POST', '/v1/auth/totp', { password }),
    )
    if (made) setProposal({ secret: made.secret, link: made.otpauth_url, password })
  }
  const remove = async () => {
    const password = await askPassword(text.account.confirmOff)
    if (password === null) return
    const done = await attempt(() => send('POST', '/v1/auth/totp/remove', { password }), text.account.turnedOff)
    if (done) setEnabled(false)
  }
  return (
    <section aria-labelledby="second-factor">
      <h2 id="second-factor">{text.account.totp}</h2>
      <p>{isOn ? text.account.totpOn : text.account.totpOff}</p>
      {proposal ? (
        <Confirm
          proposal={proposal}
          onDone={isConfirmed => {
            setProposal(null)
            if (isConfirmed) setEnabled(true)
          }}
        />
      ) : (
        <button type="button" class="secondary" onClick={isOn ? remove : propose}>
          {isOn ? text.account.turnOff : text.account.turnOn}
        </button>
      )}
    </section>
  )
}

const Confirm = ({ proposal, onDone }: { proposal: Proposal; onDone: (isConfirmed: boolean) => void }) => {
  const confirm = async (event: SubmitEvent) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get('totp')).replaceAll(/\s/g, '')
    const body = { password: proposal.password, secret: proposal.secret, totp: code }
    const done = await attempt(() => send('POST', '/v1/auth/totp/confirm', body), text.account.turnedOn)
    if (done) onDone(true)
  }
  return (
    <div class="card wide shown">
      <h3>{text.account.add}</h3>
      <CopyField id="totp-secret" label={text.account.secret} value={proposal.secret} />
      <CopyField id="totp-link" label={text.account.link} value={proposal.link} isLong />
      <form class="fields" onSubmit={confirm}>
        <label for="totp-code">
          {text.account.code}
          <input
            id="totp-code"
            name="totp"
            inputMode="numeric"
            autocomplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            required
          />
        </label>
        <button type="submit">{text.account.confirm}</button>
        <button type="button" class="secondary outline" onClick={() => onDone(false)}>
          {text.cancel}
        </button>
      </form>
    </div>
  )
}
