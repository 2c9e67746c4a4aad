import { send } from './api.ts'
import { KitForm } from './kit-form.tsx'
import { attempt } from './notice.tsx'
import { ask } from './question.tsx'
import { Badge } from './states.tsx'
import { text } from './text.ts'
import type { Kit } from './wire.ts'

/** A policy in words. */
const toSentences = ({ primitives_config: { browser, vault } }: Kit): string[] => {
  const { words } = text.users
  const { allowed_domains: domains, max_sessions: sessions, max_credits_per_day: credits, requiresApproval } = browser
  const vaultWords = vault.enabled ? [] : [words.noVault]
  if (!browser.enabled) return [words.off, ...vaultWords]
  const limits = [
    domains ? words.domains(domains.join(', ')) : words.anywhere,
    ...(sessions === undefined ? [] : [words.sessions(sessions)]),
    ...(credits === undefined ? [] : [words.credits(credits)]),
  ]
  const approval = requiresApproval === undefined ? words.sometimes : requiresApproval ? words.always : words.never
  const egress = browser.egress === 'all' ? [words.all] : []
  return [`${words.on} ${limits.join(', ')}.`, approval, ...egress, ...vaultWords]
}

/** One kit: its policy in words, then the fields. */
export const KitCard = ({ kit, canChange }: { kit: Kit; canChange: boolean }) => {
  const remove = async () => {
    const { removeKitTitle: title, removeKitBody, removeKit: action, kitRemoved } = text.users
    if ((await ask({ title, body: removeKitBody(kit.name), action, isDanger: true })) === null) return
    await attempt(() => send('DELETE', `/v1/account-kits/${kit.id}`), kitRemoved)
  }
  return (
    <article class="card wide" aria-label={kit.name}>
      <div class="heading">
        <h3>{kit.name}</h3>
        {kit.is_default && <Badge tone="plain">{text.users.default}</Badge>}
        <span class="muted">{text.users.kitUsers(kit.user_count)}</span>
      </div>
      <p>{toSentences(kit).join(' ')}</p>
      {canChange && (
        <>
          <details>
            <summary>{text.users.edit}</summary>
            <KitForm kit={kit} />
          </details>
          {!kit.is_default && (
            <div class="actions">
              <button
                type="button"
                class="danger outline"
                aria-label={text.users.removeKitNamed(kit.name)}
                onClick={remove}
              >
                {text.users.removeKit}
              </button>
            </div>
          )}
        </>
      )}
    </article>
  )
}
