import { activeUsers, toUserName } from './directory.ts'
import { text } from './text.ts'

interface Props {
  readonly id: string
  readonly value: string
  readonly onPick: (userId: string) => void
  /** Offers everyone too, as an empty value. */
  readonly everyone?: boolean
}

/** Chooses the user that a page is about. */
export const UserPicker = ({ id, value, onPick, everyone }: Props) => (
  <label for={id}>
    {text.user}
    <select id={id} value={value} onChange={({ currentTarget }) => onPick(currentTarget.value)}>
      {everyone && <option value="">{text.everyone}</option>}
      {activeUsers.value.map(user => (
        <option key={user.id} value={user.id}>
          {toUserName(user)}
        </option>
      ))}
    </select>
  </label>
)
