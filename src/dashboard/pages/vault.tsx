import { useState } from 'preact/hooks'
import { readAll, send } from '../parts/api.ts'
import { defaultUserId } from '../parts/directory.ts'
import { attempt } from '../parts/notice.tsx'
import { useResource } from '../parts/resource.ts'
import { Empty, Loaded } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import { UserPicker } from '../parts/user-picker.tsx'
import { VaultEntryCard } from '../parts/vault-entry-card.tsx'
import type { Page, VaultEntry } from '../parts/wire.ts'

/** The vault of one user: names, kinds and dates; values only after the password again. */
export const VaultPage = () => {
  const [picked, setPicked] = useState('')
  const userId = picked || defaultUserId.value
  const entries = useResource(
    () => (userId ? readEntries(userId) : Promise.resolve([])),
    [userId],
    ({ action }) => action.startsWith('vault.'),
  )
  return (
    <>
      <h1 tabIndex={-1}>{text.vault.title}</h1>
      <p>{text.vault.lead}</p>
      <div class="fields toolbar">
        <UserPicker id="vault-user" value={userId} onPick={setPicked} />
      </div>
      <Loaded from={entries}>
        {found =>
          found.length === 0 ? (
            <Empty title={text.vault.none} />
          ) : (
            <div class="stack">
              {found.map(entry => (
                <VaultEntryCard key={entry.key} userId={userId} entry={entry} />
              ))}
            </div>
          )
        }
      </Loaded>
      <AddEntry userId={userId} />
    </>
  )
}

const readEntries = (userId: string): Promise<VaultEntry[]> =>
  readAll<Page & { entries: VaultEntry[] }, VaultEntry>(`/v1/users/${userId}/vault`, page => page.entries)

const AddEntry = ({ userId }: { userId: string }) => {
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    const key = String(data.get('key')).trim()
    const body = { value: data.get('value'), kind: data.get('kind'), locked: data.get('locked') === 'on' }
    const path = `/v1/users/${userId}/vault/${encodeURIComponent(key)}`
    const stored = await attempt(() => send('PUT', path, body), text.vault.added(key))
    if (stored) form.reset()
  }
  return (
    <section aria-labelledby="add-entry">
      <h2 id="add-entry">{text.vault.add}</h2>
      <form class="fields" onSubmit={add} autocomplete="off">
        <label for="entry-key">
          {text.vault.key}
          <input id="entry-key" name="key" maxLength={200} pattern="[^\s\/?#]+" autocomplete="off" required />
        </label>
        <label for="entry-kind">
          {text.vault.kind}
          <select id="entry-kind" name="kind">
            {Object.entries(text.vault.kinds).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label for="entry-value">
          {text.vault.value}
          <input id="entry-value" name="value" type="password" autocomplete="off" required />
        </label>
        <label class="check" for="entry-locked">
          <input id="entry-locked" name="locked" type="checkbox" defaultChecked />
          {text.vault.lock}
        </label>
        <button type="submit">{text.vault.add}</button>
      </form>
    </section>
  )
}
