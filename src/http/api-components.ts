import { REASONS } from '../lib/reasons.ts'
import { describeFailure, SHARED_REASONS } from './api-failures.ts'
import type { JsonSchema } from './api-schemas.ts'

/** Who and what the API is. */
export const INFO = {
  title: 'Chaperone',
  summary: 'A self-hosted browser for AI agents, with people in charge',
  description:
    'An agent opens a session for the domains it names and drives a real Chromium there. Everything else is refused by default: other domains, private addresses, writes. Credentials are filled in by the service and never shown. People approve, grant, watch and take over.\n\nEvery failure is an Error whose `details.reason` is from one catalogue. Every answer has an `x-request-id`.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
} as const

export const TAGS = [
  { name: 'Sessions', description: 'A browser context with an allowlist and an end. One action at a time.' },
  {
    name: 'Driving',
    description: 'What an agent does in its session. Each is metered; what is refused costs nothing.',
  },
  { name: 'Credentials', description: 'Sign-ins and sign-ups with credentials that only the vault knows.' },
  {
    name: 'Saved logins',
    description: 'Cookies and storage of a login, encrypted, granted by a human, to be reopened.',
  },
  { name: 'Approvals', description: 'Frozen requests that a human decides on.' },
  { name: 'Live view', description: 'Humans watch, take over, stop, and sign in by hand.' },
  { name: 'Kill switch', description: 'Humans stop what runs, and what may begin.' },
  { name: 'Vault', description: 'Secrets of users: stored by agents and humans, shown to humans alone.' },
  { name: 'Logs', description: 'What was done, by whom, in a chain that shows edits and gaps.' },
  { name: 'Usage', description: 'What was charged.' },
  { name: 'Users', description: 'Tenant users, whom browser work is done for.' },
  { name: 'Account Kits', description: 'The policies that users are under.' },
  { name: 'Agents', description: 'Machine identities and their API keys.' },
  { name: 'Authentication', description: 'Signing in and out of the dashboard.' },
  { name: 'Artifacts', description: 'Pictures behind signed URLs.' },
  { name: 'Operations', description: 'Health, metrics, and what the service stands on.' },
]

interface SharedParameter {
  readonly component: string
  readonly parameter: object
}

const text = (maxLength: number, minLength = 1): JsonSchema => ({ type: 'string', minLength, maxLength })
const inPath = (
  component: string,
  name: string,
  more: { description: string; schema: JsonSchema; example?: string },
) => ({
  component,
  parameter: { name, in: 'path', required: true, ...more },
})

/** Parameters that many operations share: those of paths by name, those of queries behind a question mark. */
export const PARAMETERS: Record<string, SharedParameter> = {
  user_id: inPath('UserId', 'user_id', {
    description: 'A user’s id, its external_id, or `default` for the workspace’s default user.',
    schema: text(255),
    example: 'default',
  }),
  session_id: inPath('SessionId', 'session_id', { description: 'The session_id of createSession.', schema: text(64) }),
  approval_id: inPath('ApprovalId', 'approval_id', { description: 'An approval’s id.', schema: text(64) }),
  agent_id: inPath('AgentId', 'agent_id', { description: 'An agent’s id.', schema: text(64) }),
  kit_id: inPath('KitId', 'kit_id', { description: 'An Account Kit’s id.', schema: text(64) }),
  '?limit': {
    component: 'Limit',
    parameter: {
      name: 'limit',
      in: 'query',
      description: 'At most this many.',
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    },
  },
  '?cursor': {
    component: 'Cursor',
    parameter: { name: 'cursor', in: 'query', description: 'The next_cursor of the page before.', schema: text(200) },
  },
}

const KEY_TEXT =
  '1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.'

const toKeyParameter = (required: boolean) => ({
  name: 'Idempotency-Key',
  in: 'header',
  required,
  description: KEY_TEXT,
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
})

const REASON: JsonSchema = {
  type: 'string',
  description: 'The machine-readable cause of a failure.',
  enum: Object.keys(REASONS),
  'x-enumDescriptions': Object.fromEntries(
    Object.entries(REASONS).flatMap(([reason, entry]) => ('hint' in entry ? [[reason, entry.hint]] : [])),
  ),
}

const ERROR: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'details', 'request_id'],
      properties: {
        code: { type: 'string', enum: [...new Set(Object.values(REASONS).map(({ code }) => code))] },
        message: { type: 'string', description: 'What is wrong.' },
        hint: { type: 'string', description: 'What to do next.' },
        details: {
          type: 'object',
          required: ['reason'],
          description: 'The reason, with fields of its own beside it: candidates, fields, retry_after …',
          properties: { reason: { $ref: '#/components/schemas/Reason' } },
          additionalProperties: true,
        },
        request_id: { type: 'string' },
      },
    },
  },
  examples: [
    {
      error: {
        code: 'forbidden',
        message: 'elsewhere.example is not allowed in this session',
        hint: REASONS.domain_not_allowed.hint,
        details: { reason: 'domain_not_allowed', host: 'elsewhere.example' },
        request_id: '0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e21',
      },
    },
  ],
}

/** Everything that operations refer to. */
export const createComponents = (schemas: Record<string, JsonSchema>) => ({
  schemas: { ...schemas, Error: ERROR, Reason: REASON },
  parameters: {
    ...Object.fromEntries(Object.values(PARAMETERS).map(({ component, parameter }) => [component, parameter])),
    IdempotencyKey: toKeyParameter(false),
    IdempotencyKeyRequired: toKeyParameter(true),
  },
  headers: {
    IdempotentReplay: { description: '`true` where this is the first answer again.', schema: { type: 'string' } },
    RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
  },
  responses: Object.fromEntries(
    Object.entries(SHARED_REASONS).map(([name, reasons]) => [name, describeFailure(reasons)]),
  ),
  securitySchemes: {
    agentKey: { type: 'http', scheme: 'bearer', description: 'An agent’s API key: nv_sk_live_…' },
    dashboardCookie: { type: 'apiKey', in: 'cookie', name: 'chaperone_session', description: 'A signed-in human' },
  },
})
