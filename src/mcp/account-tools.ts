import { type Static, t } from 'elysia'
import { SaveBody } from '../modules/contexts/schema.ts'
import { LoginBody } from '../modules/login/schema.ts'
import { SignupBody } from '../modules/signup/schema.ts'
import { sessionId } from './session-tools.ts'
import { defineTool } from './tool.ts'
import { toText } from './words.ts'

const domains = t.Optional(t.Array(t.String()))

const SignupArguments = t.Object({
  service: t.String({ description: 'figma.com' }),
  url: t.String(),
  allowed_domains: domains,
})

const LoginArguments = t.Object({
  service: t.String(),
  url: t.String(),
  allowed_domains: domains,
  keep_open: t.Optional(t.Boolean({ description: 'go on in its session' })),
  save_as: t.Optional(t.String()),
})

const SaveArguments = t.Object({ session_id: sessionId, name: t.String() })

/** Accounts, with credentials that only the vault knows. */
export const ACCOUNT_TOOLS = [
  defineTool({
    name: 'browser_signup',
    description: 'Make an account; the password goes to the vault. A human may have to approve.',
    annotations: {},
    input: SignupArguments,
    twin: 'signup',
    body: SignupBody,
    run: ({ services, principal, user }, args: Static<typeof SignupArguments>, call) =>
      services.signup.run(principal, user, args, call),
    show: answer =>
      'approval_id' in answer
        ? `pending_approval: ${answer.title}. A human decides in the dashboard; wait with approvals_get.\napproval_id: ${answer.approval_id}`
        : `Signed up for ${answer.service}; the credential is in the vault. ${answer.url}`,
  }),
  defineTool({
    name: 'browser_login',
    description: 'Sign in with a vault credential.',
    annotations: { destructiveHint: false },
    input: LoginArguments,
    twin: 'login',
    body: LoginBody,
    run: ({ services, principal, user }, args: Static<typeof LoginArguments>, call) =>
      services.login.run(principal, user, args, call),
    show: ({ service, url, session_id, saved_as }, _context, { keep_open }) =>
      toText(
        `Signed in to ${service}. ${url}`,
        saved_as !== undefined && `Saved as ${saved_as}.`,
        keep_open ? `session_id: ${session_id}` : 'The session is closed.',
      ),
  }),
  defineTool({
    name: 'browser_save_login',
    description: 'Save what the session is signed in to. A human must grant it before it can be reopened.',
    annotations: { destructiveHint: false },
    input: SaveArguments,
    twin: 'saveLogin',
    body: SaveBody,
    run: ({ services, principal, user }, { session_id, name }: Static<typeof SaveArguments>, call) =>
      services.saving.saveByAgent(principal, { user_id: user, session_id }, name, call),
    show: ({ name, domains: of, verified, not_saved = [] }) =>
      toText(
        `Saved as ${name} for ${of.join(', ')}${verified ? '' : ', not verified'}.`,
        not_saved.length > 0 && `Not saved: ${not_saved.join('; ')}`,
      ),
  }),
]
