/**
 * Every failure the service can answer with: reason → status, code, hint. The only list of its kind; `docs/errors.md`
 * and the OpenAPI description are made from it, and a test holds each reason to being documented.
 *
 * `status` and `code` follow the error table of the API contract; `hint` says what the caller can do next.
 */
interface CatalogueEntry {
  readonly status: number
  readonly code: string
  readonly hint?: string
}

export const REASONS = {
  validation: {
    status: 400,
    code: 'invalid_input',
    hint: 'Mend the fields listed in details.fields and send it again.',
  },
  malformed_json: {
    status: 400,
    code: 'invalid_input',
    hint: 'Send a JSON object with content-type application/json.',
  },
  idempotency_key_required: {
    status: 400,
    code: 'invalid_input',
    hint: 'Send an Idempotency-Key header of 1 to 255 visible ASCII characters, a new one for each new action.',
  },
  scheme_not_allowed: { status: 400, code: 'invalid_input', hint: 'Use an http or https URL.' },
  already_resolved: { status: 400, code: 'invalid_input', hint: 'Read the approval to see how it was resolved.' },

  unauthorized: { status: 401, code: 'unauthorized', hint: 'Send Authorization: Bearer nv_sk_live_… or sign in.' },
  invalid_login: { status: 401, code: 'unauthorized', hint: 'Check the email and the password.' },
  totp_required: { status: 401, code: 'unauthorized', hint: 'Send the current one-time code as totp.' },

  session_ceiling: { status: 402, code: 'insufficient_credits', hint: 'Close this session and open a new one.' },
  daily_budget: {
    status: 402,
    code: 'insufficient_credits',
    hint: 'Wait until tomorrow (UTC), or ask a human to raise the kit’s budget.',
  },

  host_not_allowed: {
    status: 403,
    code: 'forbidden',
    hint: 'Ask by the host of CHAPERONE_PUBLIC_URL, by localhost, or by an address; an operator may set the former.',
  },
  human_required: { status: 403, code: 'forbidden', hint: 'Only a signed-in human may do this, from the dashboard.' },
  owner_required: { status: 403, code: 'forbidden', hint: 'Only an owner of the workspace may do this.' },
  agent_key_required: {
    status: 403,
    code: 'forbidden',
    hint: 'Drive the browser with an agent’s API key, not the dashboard cookie.',
  },
  csrf: { status: 403, code: 'forbidden', hint: 'Send the request from the dashboard’s own origin.' },
  primitive_disabled_by_kit: {
    status: 403,
    code: 'forbidden',
    hint: 'Ask a human to enable it in the user’s Account Kit.',
  },
  user_suspended: { status: 403, code: 'forbidden', hint: 'Ask a human to reactivate the user.' },
  limit_reached: {
    status: 403,
    code: 'forbidden',
    hint: 'The user’s Account Kit allows it at other hours, or not at all: details.limit says which. An owner can change the kit.',
  },
  stopped: {
    status: 403,
    code: 'forbidden',
    hint: 'A human has stopped this, and has to lift the stop before sessions can be opened.',
  },
  not_session_owner: {
    status: 403,
    code: 'forbidden',
    hint: 'Only the agent that opened the session may drive it. Open your own.',
  },
  domain_not_allowed: {
    status: 403,
    code: 'forbidden',
    hint: 'Open a session whose allowed_domains include this host.',
  },
  domain_not_allowed_by_kit: {
    status: 403,
    code: 'forbidden',
    hint: 'Ask for domains that the user’s Account Kit allows.',
  },
  address_not_allowed: {
    status: 403,
    code: 'forbidden',
    hint: 'The host resolves to an address that is not public. An operator can allow a range with CHAPERONE_ALLOW_PRIVATE, though no port that browsers block.',
  },
  write_not_allowed: {
    status: 403,
    code: 'forbidden',
    hint: 'Open a session with allow_writes: true to change things.',
  },
  secret_in_instruction: {
    status: 403,
    code: 'forbidden',
    hint: 'Store secrets with POST …/browser/credentials and use login; never send them in an instruction.',
  },
  grant_required: {
    status: 403,
    code: 'forbidden',
    hint: 'Ask a human to grant your agent, or a role it has, this saved login.',
  },
  read_restricted: {
    status: 403,
    code: 'forbidden',
    hint: 'Open the session with allow_extract: true to read a signed-in page.',
  },
  entry_locked: {
    status: 403,
    code: 'forbidden',
    hint: 'A locked entry is never shown. It is only filled server-side.',
  },
  credential_site_mismatch: {
    status: 403,
    code: 'forbidden',
    hint: 'A credential is only filled on its own site. Store one for this site.',
  },

  not_found: { status: 404, code: 'not_found' },
  method_not_allowed: { status: 405, code: 'method_not_allowed', hint: 'See the allow header and /openapi.json.' },

  duplicate_record: { status: 409, code: 'duplicate_record' },
  session_busy: {
    status: 409,
    code: 'conflict',
    hint: 'Another action still runs in this session. Try again when it is done.',
  },
  human_in_control: {
    status: 409,
    code: 'conflict',
    hint: 'A human is driving this session, or has to finish a sign-in in it. Wait until they hand it back, or navigate elsewhere.',
  },
  context_in_use: {
    status: 409,
    code: 'conflict',
    hint: 'Another session is open on this saved login. Close it first.',
  },
  idempotency_in_progress: {
    status: 409,
    code: 'conflict',
    hint: 'The first request with this key still runs. Try again later with the same key.',
  },
  outcome_unknown: {
    status: 409,
    code: 'conflict',
    hint: 'The service stopped in the middle of this action. Look at the page, then act with a new key.',
  },
  target_changed: {
    status: 409,
    code: 'conflict',
    hint: 'The ref now stands for something else than you were told. Send one of details.candidates, or observe the page.',
  },
  cancelled: {
    status: 409,
    code: 'conflict',
    hint: 'The caller took the call back. What was done until then stands: observe the page.',
  },
  answer_not_kept: {
    status: 409,
    code: 'conflict',
    hint: 'This answer carried a secret and is not stored. It was given once.',
  },
  profile_email_missing: { status: 409, code: 'conflict', hint: 'Give the user an email first.' },
  origin_unbound: {
    status: 409,
    code: 'conflict',
    hint: 'The credential has no site yet: store it with origin, or log in first with the agent that stored it.',
  },
  in_use: { status: 409, code: 'conflict', hint: 'It is still in use or is a default, and cannot be deleted.' },
  context_not_ready: { status: 409, code: 'conflict', hint: 'Finish signing in first, then save.' },

  session_ended: { status: 410, code: 'session_ended', hint: 'Open a new session.' },
  artifact_expired: { status: 410, code: 'gone', hint: 'Signed URLs live for 300 seconds. Take a new screenshot.' },

  payload_too_large: { status: 413, code: 'payload_too_large', hint: 'Bodies are limited to 256 KiB.' },
  page_too_large: {
    status: 413,
    code: 'payload_too_large',
    hint: 'Ask for a part of the page, or open a smaller one.',
  },

  idempotency_key_reused: {
    status: 422,
    code: 'invalid_input',
    hint: 'This key was used for another request. Use a new key.',
  },
  target_not_found: {
    status: 422,
    code: 'invalid_input',
    hint: 'Observe the page, then act on one of its elements, or name the target as it is written there.',
  },
  target_ambiguous: {
    status: 422,
    code: 'invalid_input',
    hint: 'Several elements fit. Send one of details.candidates as click @ref, or say which one.',
  },
  instruction_not_understood: {
    status: 422,
    code: 'invalid_input',
    hint: 'Say it as click "Name", fill @e4 with "text", or send an action taken from observe.',
  },
  action_not_supported: { status: 422, code: 'invalid_input' },
  nothing_found: { status: 422, code: 'invalid_input', hint: 'See details for what the page has.' },

  rate_limited: { status: 429, code: 'rate_limited', hint: 'Wait for Retry-After seconds.' },
  too_many_sessions: { status: 429, code: 'rate_limited', hint: 'Close a session of this user first.' },
  too_many_streams: { status: 429, code: 'rate_limited', hint: 'Close a stream of this key or person first.' },
  too_many_logins: {
    status: 429,
    code: 'rate_limited',
    hint: 'Too many sign-in attempts. Wait for Retry-After seconds.',
  },

  entry_unreadable: {
    status: 500,
    code: 'internal_error',
    hint: 'A stored value was edited, moved, or sealed with another key. Nothing was changed; restore it from a backup.',
  },
  master_key_refused: {
    status: 500,
    code: 'internal_error',
    hint: 'Give the master key that this data directory was made with: 32 bytes as base64. Nothing was rewritten.',
  },
  internal_error: { status: 500, code: 'internal_error', hint: 'Look for the request_id in the service’s log.' },
  storage_failed: {
    status: 500,
    code: 'internal_error',
    hint: 'The disk of the service is full, read-only, locked or damaged. An operator can run chaperone doctor.',
  },
  not_configured: { status: 501, code: 'not_configured', hint: 'An operator has to configure this first.' },

  dns: { status: 502, code: 'provider_error', hint: 'The host name could not be resolved.' },
  refused: { status: 502, code: 'provider_error', hint: 'The host refused the connection.' },
  tls: { status: 502, code: 'provider_error', hint: 'The site’s certificate or TLS set-up is not valid.' },
  reset: { status: 502, code: 'provider_error', hint: 'The connection was closed before the page came.' },
  aborted: {
    status: 502,
    code: 'provider_error',
    hint: 'The page load was aborted; a download or an empty answer does that.',
  },
  crashed: { status: 502, code: 'provider_error', hint: 'The page crashed. Navigate again, or open a new session.' },
  no_effect: { status: 502, code: 'provider_error', hint: 'Nothing changed on the page. Observe it to see why.' },
  page_failed: { status: 502, code: 'provider_error', hint: 'The page could not be read or driven. Try again.' },
  model_failed: { status: 502, code: 'provider_error', hint: 'The configured model did not answer usefully.' },
  invalid_credentials: {
    status: 502,
    code: 'provider_error',
    hint: 'The site did not take the credential. Store the right one.',
  },
  otp_required: {
    status: 502,
    code: 'provider_error',
    hint: 'The site wants a one-time code. Store totp_secret, or let a human sign in.',
  },
  captcha_required: {
    status: 502,
    code: 'provider_error',
    hint: 'The site wants a captcha solved. A human can sign in through the live view.',
  },
  form_not_found: { status: 502, code: 'provider_error', hint: 'No sign-in or sign-up form was found at that URL.' },
  form_posts_elsewhere: {
    status: 502,
    code: 'provider_error',
    hint: 'The form sends to another site, so it was not filled.',
  },
  secret_in_address: {
    status: 502,
    code: 'provider_error',
    hint: 'Addresses are kept in histories, logs and statistics, so it was not sent. Let a human sign in.',
  },
  form_refused: {
    status: 502,
    code: 'provider_error',
    hint: 'The site did not take the form. details.state says what it objected to: taken, fields.',
  },
  no_navigation_after_submit: {
    status: 502,
    code: 'provider_error',
    hint: 'The form was sent and nothing followed. Let a human look.',
  },
  outcome_unclear: {
    status: 502,
    code: 'provider_error',
    hint: 'The form was sent, and the page does not tell what came of it: details.evidence has what was seen. Do not send it again; with keep_open a human can look.',
  },

  no_capacity: { status: 503, code: 'no_capacity', hint: 'All browsers are busy. Wait for Retry-After seconds.' },
  timeout: { status: 504, code: 'provider_error', hint: 'The page took too long. Try wait_until: "domcontentloaded".' },
} as const satisfies Record<string, CatalogueEntry>

/** A machine-readable cause of failure; sent as `error.details.reason`. */
export type Reason = keyof typeof REASONS
