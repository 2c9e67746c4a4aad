import { readFileSync } from 'node:fs'
import { TOOLS } from '../src/mcp/tools.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly 'x-access'?: string
}

/**
 * How each operation that agents may use is called by the clients, in both languages the same but for the spelling; or
 * why it is not. A test calls all of them.
 */
export const CLIENT_CALLS: Readonly<Record<string, string | { readonly not: string }>> = {
  getMe: 'chaperone.me',
  createSession: 'browser.open',
  listSessions: 'browser.sessions',
  getSession: 'session.get',
  closeSession: 'session.close',
  navigate: 'session.navigate',
  act: 'session.act',
  observe: 'session.observe',
  extract: 'session.extract',
  links: 'session.links',
  screenshot: 'session.screenshot',
  saveLogin: 'session.saveLogin',
  login: 'browser.login',
  signup: 'browser.signup',
  saveCredential: 'vault.saveCredential',
  listVaultEntries: 'vault.list',
  putVaultEntry: 'vault.put',
  listSavedLogins: 'logins.list',
  listApprovals: 'chaperone.approvals.list',
  getApproval: 'chaperone.approvals.get',
  listUserApprovals: 'approvals.list',
  getUserApproval: 'approvals.get',
  listUserLogs: 'logs.query',
  listLogs: { not: 'an agent works for users; logs.query has each user’s' },
  streamLogs: { not: 'a stream, for dashboards' },
  streamUserLogs: { not: 'a stream, for dashboards' },
  getUsage: { not: 'every metered answer says what it cost' },
}

/** Why an operation that agents may use has no tool. */
export const WITHOUT_TOOL: Readonly<Record<string, string>> = {
  getMe: 'a connection is one agent’s',
  getSession: 'browser_list_sessions tells it',
  saveCredential: 'no tool takes a secret',
  putVaultEntry: 'no tool takes a secret',
  listSavedLogins: 'a human tells which saved login was granted',
  listApprovals: 'a connection works for one user',
  getApproval: 'a connection works for one user',
  listLogs: 'a connection works for one user',
  streamLogs: 'a stream',
  streamUserLogs: 'a stream',
  getUsage: 'browser_close_session tells what it cost',
}

const WHO: Readonly<Record<string, string>> = {
  agent: 'agent',
  human: 'human',
  owner: 'owner',
  either: 'agent, human',
  open: 'anybody',
}

const toSnake = (call: string): string => call.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** Every operation of docs/openapi.json. */
export const readOperations = (): readonly (Operation & { readonly http: string; readonly isForAgents: boolean })[] => {
  const { paths } = JSON.parse(readFileSync(new URL('../docs/openapi.json', import.meta.url), 'utf8')) as {
    paths: Record<string, Record<string, Operation>>
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      http: `${method.toUpperCase()} ${path}`,
      isForAgents: operation['x-access'] === 'agent' || operation['x-access'] === 'either',
    })),
  )
}

/** @throws Error where an operation for agents has neither a call or tool nor a reason why it has none */
const toCells = ({ operationId, isForAgents }: ReturnType<typeof readOperations>[number]): [string, string, string] => {
  if (!isForAgents) return ['', '', '']
  const call = CLIENT_CALLS[operationId]
  const tool = TOOLS.find(({ twin }) => twin === operationId)?.name
  if (call === undefined) throw new Error(`${operationId} has no call in .ci/operations-page.ts, and no reason why`)
  if (tool === undefined && WITHOUT_TOOL[operationId] === undefined)
    throw new Error(`${operationId} has no MCP tool, and no reason why in .ci/operations-page.ts`)
  const inTool = tool ? `\`${tool}\`` : `– (${WITHOUT_TOOL[operationId]})`
  if (typeof call !== 'string') return [`– (${call.not})`, '–', inTool]
  return [`\`${call}\``, `\`${toSnake(call)}\``, inTool]
}

/** docs/operations.md: every operation, and every way to call it. */
export const renderOperationsPage = (): string => {
  const rows = readOperations().map(operation => {
    const { operationId, summary, http } = operation
    const who = WHO[operation['x-access'] ?? 'open']
    return `| ${operationId} | ${summary} | \`${http}\` | ${who} | ${toCells(operation).join(' | ')} |`
  })
  return `# Operations

Made by \`bun run openapi\` from [openapi.json](openapi.json), the clients and the MCP tools; tests hold them together. The same with every field and failure: \`/docs\` of a running service.

\`browser\`, \`vault\`, \`logins\`, \`approvals\` and \`logs\` are those of \`chaperone.user(id)\`; \`session\` is an open session.

| operation | does | HTTP | who | TypeScript | Python | MCP |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}

if (import.meta.main) await Bun.write(new URL('../docs/operations.md', import.meta.url), renderOperationsPage())
