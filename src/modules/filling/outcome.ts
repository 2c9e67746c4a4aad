import type { Evidence } from '../../forms/evidence.ts'
import { AppError } from '../../lib/errors.ts'
import type { FlowEnd } from './drive.ts'

const SAYS = {
  invalid_credentials: 'the site did not take the credential',
  otp_required: 'the site wants a one-time code',
  captcha_required: 'the site wants a captcha solved',
  form_not_found: 'the page has no form that fits',
  no_navigation_after_submit: 'the form was sent, and the page says nothing',
  outcome_unclear: 'the form was sent, and the page does not tell what came of it',
  form_refused: 'the site did not take the form',
  secret_in_address: 'the page would have put the password or the code into an address',
} as const

/** A flow that the site stopped, as the answer tells it. `details.state` says it more exactly. */
export const toFailure = (end: Extract<FlowEnd, { kind: 'stop' }>, address: string): AppError =>
  new AppError(end.reason, SAYS[end.reason], {
    ...(end.state && { state: end.state }),
    ...(end.evidence && { evidence: end.evidence }),
    ...(end.dialog && { dialog: end.dialog }),
    url: toPlainAddress(address),
  })

/** What was seen, in a word each, for the audit. */
export const toSigns = (evidence: readonly Evidence[]): string => evidence.map(({ sign }) => sign).join(' ')

/** An address without query and fragment, which may carry what signs somebody in. */
export const toPlainAddress = (address: string): string => {
  const url = URL.parse(address)
  return url?.host ? `${url.origin}${url.pathname}` : ''
}
