import { computed, signal } from '@preact/signals'
import { listen } from './activity.ts'
import { me, readAll } from './api.ts'
import { text } from './text.ts'
import type { Agent, Page, User } from './wire.ts'

/** Every user and agent of the workspace, by id: what the pages call them. */
export const users = signal<readonly User[]>([])
export const agents = signal<readonly Agent[]>([])

export const activeUsers = computed(() => users.value.filter(({ status }) => status !== 'deleted'))
/** The default user first; empty until the directory was read. */
export const defaultUserId = computed(() => users.value.find(user => user.is_default)?.id ?? '')

const readDirectory = async (): Promise<void> => {
  const [foundUsers, foundAgents] = await Promise.all([
    readAll<Page & { users: User[] }, User>('/v1/users', page => page.users),
    readAll<Page & { agents: Agent[] }, Agent>('/v1/agents', page => page.agents),
  ])
  users.value = foundUsers.toSorted((a, b) => Number(b.is_default) - Number(a.is_default))
  agents.value = foundAgents
}

/** Reads the directory and keeps it fresh. Gives how to stop. */
export const keepDirectory = (): (() => void) => {
  const refresh = () => void readDirectory().catch(error => console.warn(error))
  refresh()
  return listen(event => (event === 'reconnected' || /^(user|agent)\./.test(event.action)) && refresh())
}

export const toUserName = (user: User): string =>
  user.label ?? (user.is_default ? text.names.defaultUser : user.external_id)

export const userName = (id: string | null): string => {
  if (id === null) return text.names.workspace
  const user = users.value.find(candidate => candidate.id === id)
  return user ? toUserName(user) : shorten(id)
}

export const agentName = (id: string | null): string => {
  if (id === null) return text.names.nobody
  return agents.value.find(agent => agent.id === id)?.name ?? shorten(id)
}

/** An agent's name, `you`, another person, or the service itself. */
export const actorName = (type: string, id: string | null): string => {
  if (type === 'agent') return agentName(id)
  if (type === 'system') return text.names.system
  return id === me.value?.id ? text.names.you : text.names.person
}

const shorten = (id: string): string => id.slice(-8)
