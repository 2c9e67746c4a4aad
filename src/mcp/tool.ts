import type { TSchema } from 'elysia'
import type { AgentPrincipal } from '../contract/session.ts'
import type { Act } from '../modules/act/service.ts'
import type { Approvals } from '../modules/approvals/service.ts'
import type { Artifacts } from '../modules/artifacts/service.ts'
import type { Audit } from '../modules/audit/service.ts'
import type { Saving } from '../modules/contexts/saving.ts'
import type { Extract } from '../modules/extract/service.ts'
import type { Call } from '../modules/idempotency/call.ts'
import type { Links } from '../modules/links/service.ts'
import type { Login } from '../modules/login/service.ts'
import type { Navigate } from '../modules/navigate/service.ts'
import type { Observe } from '../modules/observe/service.ts'
import type { Screenshot } from '../modules/screenshot/service.ts'
import type { Sessions } from '../modules/sessions/service.ts'
import type { Signup } from '../modules/signup/service.ts'
import type { Users } from '../modules/users/service.ts'
import type { Vault } from '../modules/vault/service.ts'

/** The service calls that tools make: the same ones that the routes of HTTP make. */
export interface ToolServices {
  readonly sessions: Sessions
  readonly navigate: Navigate
  readonly act: Act
  readonly observe: Observe
  readonly extract: Extract
  readonly links: Links
  readonly screenshot: Screenshot
  readonly artifacts: Pick<Artifacts, 'read'>
  readonly signup: Signup
  readonly login: Login
  readonly saving: Saving
  readonly vault: Vault
  readonly approvals: Approvals
  readonly audit: Audit
  readonly users: Users
}

/** Who calls a tool, for whom, and until when. */
export interface Caller {
  readonly principal: AgentPrincipal
  /** The user that this connection works for, as paths of HTTP name it. */
  readonly user: string
  /** Ends with the call's time, or when the caller takes it back. */
  readonly signal: AbortSignal
}

export interface ToolContext extends Caller {
  readonly services: ToolServices
}

/** What a tool gives back for the model to read. */
export type Content =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly data: string; readonly mimeType: string }

export type Arguments = Readonly<Record<string, unknown>>

/** Hints for clients (ToolAnnotations of the specification); each false or true where its default is the other. */
export interface Annotations {
  readonly readOnlyHint?: true
  readonly destructiveHint?: false
  readonly idempotentHint?: true
  readonly openWorldHint?: false
}

/**
 * One tool. `run` makes the service call and gives its answer, as HTTP would send it and as a retry gets it again;
 * `show` says that answer in a few words.
 */
export interface Tool {
  readonly name: string
  readonly description: string
  readonly annotations: Annotations
  readonly input: TSchema & { readonly properties: Readonly<Record<string, TSchema>> }
  /** The operation of the HTTP API that does the same. */
  readonly twin: string
  /** Body of the twin, whose limits hold here too. */
  readonly body?: TSchema
  /** A read without cost or claim: it is made anew each time. */
  readonly isFree?: true
  /** Its text may be long: the rest waits behind a `cursor`, which its arguments have. */
  readonly isPaged?: true
  readonly run: (context: ToolContext, args: Arguments, call: Call) => Promise<object> | object
  readonly show: (
    answer: object,
    context: ToolContext,
    args: Arguments,
  ) => Promise<readonly Content[]> | readonly Content[]
}

/** A tool whose arguments and answer have types; the table keeps all of them as one. */
export const defineTool = <Args extends object, Answer extends object>(
  tool: Omit<Tool, 'run' | 'show'> & {
    readonly run: (context: ToolContext, args: Args, call: Call) => Promise<Answer> | Answer
    readonly show: (
      answer: Answer,
      context: ToolContext,
      args: Args,
    ) => Promise<readonly Content[]> | readonly Content[] | string
  },
): Tool => ({
  ...tool,
  run: (context, args, call) => tool.run(context, args as Args, call),
  show: async (answer, context, args) => {
    const shown = await tool.show(answer as Answer, context, args as Args)
    return typeof shown === 'string' ? [{ type: 'text', text: shown }] : shown
  },
})
