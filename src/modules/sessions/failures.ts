import type { Reason } from '../../lib/reasons.ts'

/** How any use of a user's browser can be refused. */
export const BROWSER_FAILURES = ['primitive_disabled_by_kit', 'user_suspended'] as const satisfies Reason[]

/** How any action in a session can fail, whatever it does. */
export const DRIVING_FAILURES = [
  ...BROWSER_FAILURES,
  'not_session_owner',
  'session_ended',
  'session_busy',
  'human_in_control',
  'grant_required',
  'session_ceiling',
  'daily_budget',
  'limit_reached',
  'crashed',
  'page_failed',
  'timeout',
] as const satisfies Reason[]

/** How opening a page can fail. */
export const NAVIGATION_FAILURES = [
  'scheme_not_allowed',
  'domain_not_allowed',
  'address_not_allowed',
  'dns',
  'refused',
  'tls',
  'reset',
  'aborted',
  'no_effect',
] as const satisfies Reason[]

/** How sign-ins and sign-ups can fail, beside how their session can. */
export const FLOW_FAILURES = [
  'stopped',
  'limit_reached',
  'too_many_sessions',
  'no_capacity',
  'domain_not_allowed_by_kit',
  'credential_site_mismatch',
  'form_posts_elsewhere',
  'form_not_found',
  'form_refused',
  'invalid_credentials',
  'otp_required',
  'captcha_required',
  'no_navigation_after_submit',
  'outcome_unclear',
  'secret_in_address',
  'target_not_found',
] as const satisfies Reason[]
