import { AddForm } from '../parts/add-form.tsx'
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

const add = async (path: string, filled: object, done: string): Promise<boolean> =>
  (await attempt(() => send('POST', path, filled), done)) !== undefined

const AddUser = () => (
  <AddForm
    id="add-user"
    title={text.users.add}
    fields={[
      { id: 'user-external', name: 'external_id', label: text.users.addId, maxLength: 200, isRequired: true },
      { id: 'user-label', name: 'label', label: text.users.addLabel, maxLength: 200 },
      { id: 'user-email', name: 'email', label: text.users.addEmail, type: 'email', maxLength: 320 },
    ]}
    onAdd={filled => add('/v1/users', filled, text.users.added)}
  />
)

const AddKit = () => (
  <AddForm
    id="add-kit"
    title={text.users.addKit}
    fields={[{ id: 'kit-name', name: 'name', label: text.users.kitName, maxLength: 100, isRequired: true }]}
    onAdd={filled => add('/v1/account-kits', filled, text.users.kitAdded)}
  />
)
