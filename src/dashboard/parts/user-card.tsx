import { send } from './api.ts'
import { toUserName } from './directory.ts'
import { KillSwitch } from './kill-switch.tsx'
import { attempt } from './notice.tsx'
import { ask } from './question.tsx'
import { Badge, Facts } from './states.tsx'
import { text } from './text.ts'
import { Ago } from './time.tsx'
import type { Kit, User } from './wire.ts'

interface Props {
  readonly user: User
  readonly kits: readonly Kit[]
  readonly canAssign: boolean
}

const TONES = { active: 'good', suspended: 'warm', deleted: 'bad' } as const

/** One user: who it is, under which kit, and how to stop everything for it. */
export const UserCard = ({ user, kits, canAssign }: Props) => (
  <article class="card wide" aria-label={toUserName(user)}>
    <div class="heading">
      <h3>{toUserName(user)}</h3>
      <Badge tone={TONES[user.status]}>{text.users.status[user.status]}</Badge>
      {user.is_default && <Badge tone="plain">{text.users.default}</Badge>}
    </div>
    <Facts
      of={[
        [text.users.id, user.external_id],
        [text.users.email, user.email ?? text.users.noEmail],
        [text.users.kit, kits.find(({ id }) => id === user.account_kit_id)?.name ?? '—'],
        [text.users.active, <Ago key="active" at={user.last_active_at} />],
      ]}
    />
    {user.status !== 'deleted' && (
      <div class="actions">
        {canAssign && <KitChoice user={user} kits={kits} />}
        <UserActions user={user} />
        <KillSwitch scope="user" id={user.id} name={toUserName(user)} />
      </div>
    )}
  </article>
)

const KitChoice = ({ user, kits }: Omit<Props, 'canAssign'>) => (
  <select
    class="inline"
    aria-label={text.users.kitOf(toUserName(user))}
    value={user.account_kit_id}
    onChange={({ currentTarget }) =>
      attempt(
        () => send('POST', `/v1/account-kits/${currentTarget.value}/users/${user.id}/assign`, {}),
        text.users.assigned,
      )
    }
  >
    {kits.map(kit => (
      <option key={kit.id} value={kit.id}>
        {kit.name}
      </option>
    ))}
  </select>
)

const UserActions = ({ user }: { user: User }) => {
  const name = toUserName(user)
  const isActive = user.status === 'active'
  const toggle = () =>
    attempt(
      () => send('PATCH', `/v1/users/${user.id}`, { status: isActive ? 'suspended' : 'active' }),
      isActive ? text.users.suspended : text.users.resumed,
    )
  const remove = async () => {
    const { removeTitle: title, removeBody, remove: action, removed } = text.users
    if ((await ask({ title, body: removeBody(name), action, isDanger: true })) === null) return
    await attempt(() => send('DELETE', `/v1/users/${user.id}`), removed)
  }
  return (
    <>
      <button
        type="button"
        class="secondary outline"
        aria-label={isActive ? text.users.suspendNamed(name) : text.users.resumeNamed(name)}
        onClick={toggle}
      >
        {isActive ? text.users.suspend : text.users.resume}
      </button>
      {!user.is_default && (
        <button type="button" class="danger outline" aria-label={text.users.removeNamed(name)} onClick={remove}>
          {text.users.remove}
        </button>
      )}
    </>
  )
}
