import { me, readAll, send } from '../parts/api.ts'
import { KitCard } from '../parts/kit-card.tsx'
import { attempt } from '../parts/notice.tsx'
import { useResource } from '../parts/resource.ts'
import { Loaded } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import { UserCard } from '../parts/user-card.tsx'
import type { Kit, Page, User } from '../parts/wire.ts'

const readAccounts = async () => {
  const [users, kits] = await Promise.all([
    readAll<Page & { users: User[] }, User>('/v1/users', page => page.users),
    readAll<Page & { account_kits: Kit[] }, Kit>('/v1/account-kits', page => page.account_kits),
  ])
  return { users: users.toSorted((a, b) => Number(b.is_default) - Number(a.is_default)), kits }
}

/** Whom agents work for, and the policies that say how. */
export const UsersPage = () => {
  const accounts = useResource(readAccounts, [], ({ action }) => /^(user|account_kit)\./.test(action))
  const isOwner = me.value?.role === 'owner'
  return (
    <>
      <h1 tabIndex={-1}>{text.users.title}</h1>
      <p>{text.users.lead}</p>
      <Loaded from={accounts}>
        {({ users, kits }) => (
          <>
            <section aria-labelledby="users">
              <h2 id="users">{text.users.users}</h2>
              <div class="stack">
                {users.map(user => (
                  <UserCard key={user.id} user={user} kits={kits} canAssign={isOwner} />
                ))}
              </div>
            </section>
            <section aria-labelledby="kits">
              <h2 id="kits">{text.users.kits}</h2>
              <div class="stack">
                {kits.map(kit => (
                  <KitCard key={kit.id} kit={kit} canChange={isOwner} />
                ))}
              </div>
            </section>
          </>
        )}
      </Loaded>
      <AddUser />
      {isOwner ? <AddKit /> : <p class="muted">{text.users.ownersOnly}</p>}
    </>
  )
}

/** What a form's fields hold, without those left empty. */
const toFilled = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value),
  )

const AddUser = () => {
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const made = await attempt(() => send('POST', '/v1/users', toFilled(form)), text.users.added)
    if (made) form.reset()
  }
  return (
    <section aria-labelledby="add-user">
      <h2 id="add-user">{text.users.add}</h2>
      <form class="fields" onSubmit={add}>
        <label for="user-external">
          {text.users.addId}
          <input id="user-external" name="external_id" maxLength={200} autocomplete="off" required />
        </label>
        <label for="user-label">
          {text.users.addLabel}
          <input id="user-label" name="label" maxLength={200} autocomplete="off" />
        </label>
        <label for="user-email">
          {text.users.addEmail}
          <input id="user-email" name="email" type="email" maxLength={320} autocomplete="off" />
        </label>
        <button type="submit">{text.users.add}</button>
      </form>
    </section>
  )
}

const AddKit = () => {
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const made = await attempt(() => send('POST', '/v1/account-kits', toFilled(form)), text.users.kitAdded)
    if (made) form.reset()
  }
  return (
    <section aria-labelledby="add-kit">
      <h2 id="add-kit">{text.users.addKit}</h2>
      <form class="fields" onSubmit={add}>
        <label for="kit-name">
          {text.users.kitName}
          <input id="kit-name" name="name" maxLength={100} autocomplete="off" required />
        </label>
        <button type="submit">{text.users.addKit}</button>
      </form>
    </section>
  )
}
