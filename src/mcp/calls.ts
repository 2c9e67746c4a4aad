import { checkFields } from '../contract/field-problems.ts'
import { toCanonicalJson } from '../lib/canonical-json.ts'
import { Deadline } from '../lib/deadline.ts'
import { AppError } from '../lib/errors.ts'
import type { Idempotency, RunOutcome } from '../modules/idempotency/service.ts'
import type { Pager } from './pager.ts'
import { type FailureBody, toRefusal } from './refusal.ts'
import type { Arguments, Caller, Content, Tool, ToolContext, ToolServices } from './tool.ts'

/** The usual client gives a call up after 60 s: every call is answered before 50. */
const CALL_MS = 48_000
/** A retry comes soon or never; later the same request id is another client's, or that of a client started anew. */
const RETRY_MS = 120_000

export interface CallDeps {
  readonly services: ToolServices
  readonly idempotency: Pick<Idempotency, 'run'>
  readonly pager: Pager
  readonly hash: (text: string) => string
  readonly createRequestId: () => string
  readonly toFailure: (error: unknown, requestId: string) => { readonly body: FailureBody }
  readonly logFailure: (error: unknown, requestId: string) => void
  /** How long a call may take, in ms. */
  readonly callMs?: number
}

/** A `tools/call` as it came in. */
export interface ToolCall extends Caller {
  readonly tool: Tool
  readonly args: Arguments
  /** What the client calls it, and itself; of a retry both are the same. */
  readonly requestId: unknown
  readonly client: unknown
  /** Its connection, where it has one: another process of the same client counts its requests from the start, too. */
  readonly connection: string | null
}

/** What came of it. `answer` is the service's; absent where it failed. */
export interface CallResult {
  readonly content: readonly Content[]
  readonly isError: boolean
  readonly answer?: object
}

export type RunCall = (call: ToolCall) => Promise<CallResult>

const REPLAY = '(Nothing was done now: this is what the same call was answered before.)'

/** Runs tool calls under the rules of HTTP: fields checked, retries answered from store, failures told by reason. */
export const createCalls = (deps: CallDeps): RunCall => {
  const { services, idempotency, pager, callMs = CALL_MS } = deps

  const perform = (call: ToolCall, context: ToolContext, requestId: string): Promise<RunOutcome<object>> => {
    const { tool, args, principal } = call
    const { connection, client, requestId: id } = call
    // Without a connection it is the session that tells two processes of one client apart; they do not know each other's.
    const isTold = connection !== null || args['session_id'] !== undefined
    const identity = toCanonicalJson([connection, client, id, tool.name, call.user, args])
    return idempotency.run(
      {
        ...{ requestId, principal, method: 'MCP', path: `/mcp/${tool.name}`, content: args, keptMs: RETRY_MS },
        key: tool.isFree || !isTold ? null : deps.hash(identity),
      },
      async claimed => {
        const signal = AbortSignal.any([claimed.signal, context.signal])
        return await tool.run(context, args, { ...claimed, signal })
      },
    )
  }

  /** Where a long answer goes on, while the session is still this agent's to read in. */
  const readOn = ({ principal, user, args }: ToolCall, cursor: string): CallResult => {
    const sessionId = String(args['session_id'])
    services.sessions.holdForAgent(principal, { user_id: user, session_id: sessionId })
    const text = pager.read({ agentId: principal.id, sessionId }, cursor)
    return { content: [{ type: 'text', text }], isError: false }
  }

  const cut = ({ tool, args, principal }: ToolCall, content: readonly Content[]): readonly Content[] => {
    if (!tool.isPaged) return content
    const owner = { agentId: principal.id, sessionId: String(args['session_id']) }
    return content.map(part => (part.type === 'text' ? { ...part, text: pager.cut(owner, part.text) } : part))
  }

  const run = async (call: ToolCall, requestId: string): Promise<CallResult> => {
    const { tool, args } = call
    assertArguments(tool, args)
    if (tool.isPaged && typeof args['cursor'] === 'string') return readOn(call, args['cursor'])
    assertBody(tool, args)
    using deadline = new Deadline(callMs, call.signal)
    const context: ToolContext = { ...call, services, signal: deadline.signal }
    // The work is told to end; the caller is answered in time even where it does not.
    const outcome = await deadline.race(perform(call, context, requestId))
    if (!outcome.replayed) {
      const content = cut(call, await tool.show(outcome.body, context, args))
      return { content, isError: false, answer: outcome.body }
    }
    const answer = JSON.parse(outcome.text)
    const replay = { type: 'text', text: REPLAY } as const
    if (outcome.status >= 400) return { content: [replay, ...toRefusal(answer)], isError: true }
    return { content: [replay, ...cut(call, await tool.show(answer, context, args))], isError: false, answer }
  }

  return async call => {
    const requestId = deps.createRequestId()
    try {
      return await run(call, requestId)
    } catch (error) {
      deps.logFailure(error, requestId)
      return { content: toRefusal(deps.toFailure(error, requestId).body), isError: true }
    }
  }
}

const refuse = (fields: ReturnType<typeof checkFields>): void => {
  if (fields.length > 0) throw new AppError('validation', 'the arguments are not valid', { fields })
}

/** @throws AppError validation with every field that is wrong, and every one that the tool does not have */
const assertArguments = ({ input }: Tool, args: Arguments): void => {
  const unknown = Object.keys(args).filter(name => !Object.hasOwn(input.properties, name))
  const problems = checkFields(input, args, 'body')
  refuse([...problems, ...unknown.map(name => ({ path: `body.${name}`, message: 'is not an argument of this tool' }))])
}

/** Holds the arguments to the limits of the operation that does the same over HTTP. @throws AppError validation */
const assertBody = ({ body }: Tool, args: Arguments): void => {
  if (!body) return
  const { session_id: _, cursor: __, ...rest } = args
  refuse(checkFields(body, rest, 'body'))
}
