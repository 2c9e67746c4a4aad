import {
  createRequestStateCodec,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import type { AgentPrincipal } from '../contract/session.ts'
import { toCanonicalJson } from '../lib/canonical-json.ts'
import type { Secret } from '../lib/secret.ts'
import type { CallResult, RunCall } from './calls.ts'
import { reportProgress } from './progress.ts'
import type { Running } from './running.ts'
import type { Arguments } from './tool.ts'
import { findTool, INSTRUCTIONS, listTools } from './tools.ts'

export interface ServerDeps {
  readonly version: string
  readonly run: RunCall
  readonly running: Running
  readonly hash: (text: string) => string
  /** Signs what a client carries between two rounds of a call. */
  readonly stateKey: Secret
  /** Where people decide on approvals. */
  readonly approvalsUrl: () => string
}

/** What the endpoint knows of a request. */
interface Admitted {
  readonly principal: AgentPrincipal
  readonly user: string
  readonly connection: string | null
}

/** What a client carries while a human decides: which approval it waits for, and for which arguments. */
interface WaitState {
  readonly approval_id: string
  readonly args: string
}

type Era = 'legacy' | 'modern'

/** An hour in which clients need not list the tools again, in ms. */
const LIST_TTL_MS = 3_600_000
/** How long a human may take to decide before the client has to start anew, in seconds. */
const WAIT_TTL = 600

/** Makes the server of one request: nothing is kept from one to the next. */
export const createServerFactory = (deps: ServerDeps) => {
  const states = createRequestStateCodec<WaitState>({
    key: deps.stateKey.reveal(),
    ttlSeconds: WAIT_TTL,
    bind: ctx => admittedOf(ctx).principal.id,
  })
  const digest = (args: Arguments) => deps.hash(toCanonicalJson(args))

  const call = async (name: string, args: Arguments, { ctx, era }: { ctx: ServerContext; era: Era }) => {
    const tool = findTool(name)
    if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `there is no tool ${name}`)
    const { principal, user, connection } = admittedOf(ctx)
    // A client of the old protocol that hangs up has not cancelled; one of the new has.
    const gone = era === 'modern' ? ctx.mcpReq.signal : undefined
    using entry = deps.running.enter([principal.id, connection, ctx.mcpReq.id], gone)
    using _progress = reportProgress(ctx)
    const from = { connection, requestId: ctx.mcpReq.id, client: era === 'modern' ? clientOf(ctx) : null }
    return await deps.run({ tool, args, principal, user, signal: entry.signal, ...from })
  }

  /** Sends the client's person to the approval, where it can; the same call then waits for the decision. */
  const ask = async (result: CallResult, args: Arguments, ctx: ServerContext) => {
    const { approval_id, title } = (result.answer ?? {}) as { approval_id?: string; title?: string }
    if (approval_id === undefined || !canOpenUrl(ctx)) return toResult(result)
    return inputRequired({
      inputRequests: {
        approval: inputRequired.elicitUrl({
          message: `${title}: a person has to approve this in the dashboard.`,
          url: deps.approvalsUrl(),
        }),
      },
      requestState: await states.mint({ approval_id, args: digest(args) }, ctx),
    })
  }

  return ({ era }: { readonly era: Era }): Server => {
    const server = new Server(
      { name: 'chaperone', title: 'Chaperone', version: deps.version },
      {
        capabilities: { tools: {} },
        instructions: INSTRUCTIONS,
        cacheHints: { 'tools/list': { ttlMs: LIST_TTL_MS, cacheScope: 'private' } },
        requestState: { verify: states.verify },
      },
    )
    server.setRequestHandler('tools/list', () => ({ tools: listTools() }))
    server.setRequestHandler('tools/call', async ({ params: { name, arguments: args = {} } }, ctx) => {
      const state = era === 'modern' ? ctx.mcpReq.requestState<WaitState>() : undefined
      if (!state) {
        const result = await call(name, args, { ctx, era })
        return era === 'modern' ? await ask(result, args, ctx) : toResult(result)
      }
      if (state.args !== digest(args))
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'the request state belongs to another call')
      const waiting = { approval_id: state.approval_id, wait_seconds: hasDeclined(ctx) ? 0 : LONGEST_WAIT }
      return toResult(await call('approvals_get', waiting, { ctx, era }))
    })
    return server
  }
}

/** As approvals_get has it, in seconds. */
const LONGEST_WAIT = 50

const admittedOf = (ctx: ServerContext): Admitted => {
  const extra = ctx.http?.authInfo?.extra
  if (!extra) throw new ProtocolError(ProtocolErrorCode.InternalError, 'the request was not admitted')
  return extra as unknown as Admitted
}

const toResult = ({ content, isError }: CallResult) => ({ content: [...content], ...(isError && { isError }) })

const envelopeOf = (ctx: ServerContext): Record<string, unknown> => ({ ...ctx.mcpReq.envelope })

const clientOf = (ctx: ServerContext): unknown => envelopeOf(ctx)['io.modelcontextprotocol/clientInfo']

const canOpenUrl = (ctx: ServerContext): boolean => {
  const capabilities = envelopeOf(ctx)['io.modelcontextprotocol/clientCapabilities'] as
    | { readonly elicitation?: { readonly url?: unknown } }
    | undefined
  return capabilities?.elicitation?.url !== undefined
}

const hasDeclined = (ctx: ServerContext): boolean => {
  const answer = ctx.mcpReq.inputResponses?.['approval'] as { readonly action?: unknown } | undefined
  return answer?.action !== 'accept'
}
