export { Approvals, Browser, Chaperone, type ChaperoneOptions, Logins, Logs, User, Vault } from './chaperone.ts'
export { ChaperoneError, type FailureReason, failedWith } from './failure.ts'
export type {
  Acted,
  Action,
  Approval,
  CreateSession,
  Effect,
  Element,
  Extracted,
  Links,
  LogEvent,
  LoggedIn,
  Login,
  Navigated,
  Observed,
  PendingApproval,
  PutVaultEntry,
  Reason,
  SaveCredential,
  SavedLogin,
  SavedLoginView,
  Screenshot,
  SessionSummary,
  SignedUp,
  Signup,
  VaultEntry,
} from './generated/index.ts'
export { type CallOptions, Session } from './session.ts'
