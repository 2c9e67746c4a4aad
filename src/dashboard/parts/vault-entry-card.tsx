import { useEffect, useState } from 'preact/hooks'
import { send } from './api.ts'
import { CopyField } from './copy-field.tsx'
import { attempt } from './notice.tsx'
import { ask } from './question.tsx'
import { Badge, Facts } from './states.tsx'
import { text } from './text.ts'
import { Ago } from './time.tsx'
import type { VaultEntry } from './wire.ts'

const SHOWN_MS = 30_000

/** One entry. A revealed value is in this card's memory alone, for 30 seconds. */
export const VaultEntryCard = ({ userId, entry }: { userId: string; entry: VaultEntry }) => {
  const [value, setValue] = useState<string | null>(null)
  useEffect(() => {
    if (value === null) return
    const timer = setTimeout(() => setValue(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [value])
  return (
    <article class="card wide" aria-label={entry.key}>
      <div class="heading">
        <h2 class="name">{entry.key}</h2>
        <Badge tone="plain">{text.vault.kinds[entry.kind] ?? entry.kind}</Badge>
        {entry.locked && <Badge tone="warm">{text.vault.locked}</Badge>}
        {entry.state === 'pending' && <Badge tone="warm">{text.vault.pending}</Badge>}
      </div>
      <Facts
        of={[
          [text.vault.site, entry.site ?? '—'],
          [text.vault.changed, <Ago key="changed" at={entry.updated_at} />],
          [text.vault.expires, <Ago key="expires" at={entry.expires_at} />],
          [text.vault.version(entry.version), text.vault.storedBy[entry.stored_by]],
        ]}
      />
      {value !== null && (
        <div class="card shown">
          <CopyField id={`value-${entry.key}`} label={text.vault.revealedTitle(entry.key)} value={value} />
          <p class="muted">{text.vault.revealedHint}</p>
          <div class="actions">
            <button type="button" class="secondary" onClick={() => setValue(null)}>
              {text.vault.hide}
            </button>
          </div>
        </div>
      )}
      <EntryActions userId={userId} entry={entry} onRevealed={setValue} />
    </article>
  )
}

interface ActionsProps {
  readonly userId: string
  readonly entry: VaultEntry
  readonly onRevealed: (value: string) => void
}

const EntryActions = ({ userId, entry: { key, locked }, onRevealed }: ActionsProps) => {
  const path = `/v1/users/${userId}/vault/${encodeURIComponent(key)}`
  const reveal = async () => {
    const { revealTitle: title, revealBody, reveal: action, password } = text.vault
    const field = { label: password, kind: 'password' as const, isRequired: true }
    const given = await ask({ title, body: revealBody(key), action, field })
    if (given === null) return
    const shown = await attempt(() => send<{ value: string }>('POST', `${path}/reveal`, { password: given }))
    if (shown) onRevealed(shown.value)
  }
  const rotate = async () => {
    const { rotateTitle: title, rotateBody, rotate: action, newValue, rotated } = text.vault
    const given = await ask({ title, body: rotateBody(key), action, field: { label: newValue, kind: 'password' } })
    if (given === null) return
    const request = given
      ? { path: `${path}/rotate`, body: { value: given } }
      : { path: `${path}/rotate?regenerate_dek=true`, body: {} }
    await attempt(() => send('POST', request.path, request.body), rotated)
  }
  const remove = async () => {
    const { removeTitle: title, removeBody, remove: action, removed } = text.vault
    if ((await ask({ title, body: removeBody(key), action, isDanger: true })) === null) return
    await attempt(() => send('DELETE', path), removed)
  }
  return (
    <div class="actions">
      {locked ? (
        <span class="muted">{text.vault.lockedHint}</span>
      ) : (
        <button type="button" class="secondary" aria-label={text.vault.revealNamed(key)} onClick={reveal}>
          {text.vault.reveal}
        </button>
      )}
      <button type="button" class="secondary outline" aria-label={text.vault.rotateNamed(key)} onClick={rotate}>
        {text.vault.rotate}
      </button>
      <button type="button" class="danger outline" aria-label={text.vault.removeNamed(key)} onClick={remove}>
        {text.vault.remove}
      </button>
    </div>
  )
}
