import type { ValueName } from '../../forms/match.ts'
import { Secret } from '../../lib/secret.ts'
import type { UserRow } from '../users/service.ts'

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Words of a name that somebody's label or email address says. */
const wordsOf = ({ label, email, is_default }: UserRow): string[] => {
  const local = (email ?? '').split('@')[0]?.split('+')[0] ?? ''
  const named = is_default ? [] : (label ?? '').split(/\s+/).filter(word => /^\p{L}[\p{L}'’-]*$/u.test(word))
  const spelt = local.split(/[._-]+/).filter(word => /^[a-z]{2,}$/i.test(word))
  return named.length >= 2 ? named : spelt.map(capitalize)
}

/** The name that an account gets: the profile's, else what the label or the address says. */
export const usernameOf = ({ profile, email }: UserRow): string =>
  profile.username ?? ((email ?? '').split('@')[0] ?? '').replace(/[^A-Za-z0-9]/g, '').slice(0, 24)

/** What a sign-up form is filled with, beside the password. */
export const toProfileValues = (user: UserRow): Map<ValueName, () => Secret> => {
  const [first, ...rest] = wordsOf(user)
  const firstName = user.profile.first_name ?? first
  const lastName = user.profile.last_name ?? (rest.length > 0 ? rest.join(' ') : undefined)
  const fullName = [firstName, lastName].filter(Boolean).join(' ')
  const texts: [ValueName, string | undefined][] = [
    ['email', user.email ?? undefined],
    ['username', usernameOf(user)],
    ['first_name', firstName],
    ['last_name', lastName],
    ['full_name', fullName],
  ]
  return new Map(texts.flatMap(([name, text]) => (text ? [[name, () => new Secret(text)] as const] : [])))
}
