# Made from docs/openapi.json by `bun run openapi`.
"""Why calls fail: an exception for each reason."""

from __future__ import annotations

from typing import Any


class ChaperoneError(Exception):
    """A call that failed. ``reason`` says why, ``hint`` what to do about it, ``details`` more."""

    def __init__(
        self,
        message: str,
        *,
        reason: str = "no_answer",
        status: int = 0,
        hint: str | None = None,
        details: dict[str, Any] | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.reason = reason
        #: Of HTTP; 0 where there was no answer.
        self.status = status
        self.hint = hint
        #: The reason's own fields: candidates, fields, retry_after …
        self.details = details or {}
        self.request_id = request_id


class NoAnswer(ChaperoneError):
    """The service was not reached, or something else answered."""


class Validation(ChaperoneError):
    """400. Mend the fields listed in details.fields and send it again."""


class MalformedJson(ChaperoneError):
    """400. Send a JSON object with content-type application/json."""


class IdempotencyKeyRequired(ChaperoneError):
    """400. Send an Idempotency-Key header of 1 to 255 visible ASCII characters, a new one for each new action."""


class SchemeNotAllowed(ChaperoneError):
    """400. Use an http or https URL."""


class AlreadyResolved(ChaperoneError):
    """400. Read the approval to see how it was resolved."""


class Unauthorized(ChaperoneError):
    """401. Send Authorization: Bearer nv_sk_live_… or sign in."""


class InvalidLogin(ChaperoneError):
    """401. Check the email and the password."""


class TotpRequired(ChaperoneError):
    """401. Send the current one-time code as totp."""


class SessionCeiling(ChaperoneError):
    """402. Close this session and open a new one."""


class DailyBudget(ChaperoneError):
    """402. Wait until tomorrow (UTC), or ask a human to raise the kit’s budget."""


class HostNotAllowed(ChaperoneError):
    """403. Ask by the host of CHAPERONE_PUBLIC_URL, by localhost, or by an address; an operator may set the former."""


class HumanRequired(ChaperoneError):
    """403. Only a signed-in human may do this, from the dashboard."""


class OwnerRequired(ChaperoneError):
    """403. Only an owner of the workspace may do this."""


class AgentKeyRequired(ChaperoneError):
    """403. Drive the browser with an agent’s API key, not the dashboard cookie."""


class Csrf(ChaperoneError):
    """403. Send the request from the dashboard’s own origin."""


class PrimitiveDisabledByKit(ChaperoneError):
    """403. Ask a human to enable it in the user’s Account Kit."""


class UserSuspended(ChaperoneError):
    """403. Ask a human to reactivate the user."""


class LimitReached(ChaperoneError):
    """403. The user’s Account Kit allows it at other hours, or not at all: details.limit says which. An owner can change the kit."""


class Stopped(ChaperoneError):
    """403. A human has stopped this, and has to lift the stop before sessions can be opened."""


class NotSessionOwner(ChaperoneError):
    """403. Only the agent that opened the session may drive it. Open your own."""


class DomainNotAllowed(ChaperoneError):
    """403. Open a session whose allowed_domains include this host."""


class DomainNotAllowedByKit(ChaperoneError):
    """403. Ask for domains that the user’s Account Kit allows."""


class AddressNotAllowed(ChaperoneError):
    """403. The host resolves to an address that is not public. An operator can allow a range with CHAPERONE_ALLOW_PRIVATE, though no port that browsers block."""


class WriteNotAllowed(ChaperoneError):
    """403. Open a session with allow_writes: true to change things."""


class SecretInInstruction(ChaperoneError):
    """403. Store secrets with POST …/browser/credentials and use login; never send them in an instruction."""


class GrantRequired(ChaperoneError):
    """403. Ask a human to grant your agent, or a role it has, this saved login."""


class ReadRestricted(ChaperoneError):
    """403. Open the session with allow_extract: true to read a signed-in page."""


class EntryLocked(ChaperoneError):
    """403. A locked entry is never shown. It is only filled server-side."""


class CredentialSiteMismatch(ChaperoneError):
    """403. A credential is only filled on its own site. Store one for this site."""


class NotFound(ChaperoneError):
    """404. It is not there, or not yours to see."""


class MethodNotAllowed(ChaperoneError):
    """405. See the allow header and /openapi.json."""


class DuplicateRecord(ChaperoneError):
    """409. It is not there, or not yours to see."""


class SessionBusy(ChaperoneError):
    """409. Another action still runs in this session. Try again when it is done."""


class HumanInControl(ChaperoneError):
    """409. A human is driving this session, or has to finish a sign-in in it. Wait until they hand it back, or navigate elsewhere."""


class ContextInUse(ChaperoneError):
    """409. Another session is open on this saved login. Close it first."""


class IdempotencyInProgress(ChaperoneError):
    """409. The first request with this key still runs. Try again later with the same key."""


class OutcomeUnknown(ChaperoneError):
    """409. The service stopped in the middle of this action. Look at the page, then act with a new key."""


class TargetChanged(ChaperoneError):
    """409. The ref now stands for something else than you were told. Send one of details.candidates, or observe the page."""


class Cancelled(ChaperoneError):
    """409. The caller took the call back. What was done until then stands: observe the page."""


class AnswerNotKept(ChaperoneError):
    """409. This answer carried a secret and is not stored. It was given once."""


class ProfileEmailMissing(ChaperoneError):
    """409. Give the user an email first."""


class OriginUnbound(ChaperoneError):
    """409. The credential has no site yet: store it with origin, or log in first with the agent that stored it."""


class InUse(ChaperoneError):
    """409. It is still in use or is a default, and cannot be deleted."""


class ContextNotReady(ChaperoneError):
    """409. Finish signing in first, then save."""


class SessionEnded(ChaperoneError):
    """410. Open a new session."""


class ArtifactExpired(ChaperoneError):
    """410. Signed URLs live for 300 seconds. Take a new screenshot."""


class PayloadTooLarge(ChaperoneError):
    """413. Bodies are limited to 256 KiB."""


class PageTooLarge(ChaperoneError):
    """413. Ask for a part of the page, or open a smaller one."""


class IdempotencyKeyReused(ChaperoneError):
    """422. This key was used for another request. Use a new key."""


class TargetNotFound(ChaperoneError):
    """422. Observe the page, then act on one of its elements, or name the target as it is written there."""


class TargetAmbiguous(ChaperoneError):
    """422. Several elements fit. Send one of details.candidates as click @ref, or say which one."""


class InstructionNotUnderstood(ChaperoneError):
    """422. Say it as click "Name", fill @e4 with "text", or send an action taken from observe."""


class ActionNotSupported(ChaperoneError):
    """422. It is not there, or not yours to see."""


class NothingFound(ChaperoneError):
    """422. See details for what the page has."""


class RateLimited(ChaperoneError):
    """429. Wait for Retry-After seconds."""


class TooManySessions(ChaperoneError):
    """429. Close a session of this user first."""


class TooManyStreams(ChaperoneError):
    """429. Close a stream of this key or person first."""


class TooManyLogins(ChaperoneError):
    """429. Too many sign-in attempts. Wait for Retry-After seconds."""


class EntryUnreadable(ChaperoneError):
    """500. A stored value was edited, moved, or sealed with another key. Nothing was changed; restore it from a backup."""


class MasterKeyRefused(ChaperoneError):
    """500. Give the master key that this data directory was made with: 32 bytes as base64. Nothing was rewritten."""


class InternalError(ChaperoneError):
    """500. Look for the request_id in the service’s log."""


class StorageFailed(ChaperoneError):
    """500. The disk of the service is full, read-only, locked or damaged. An operator can run chaperone doctor."""


class NotConfigured(ChaperoneError):
    """501. An operator has to configure this first."""


class Dns(ChaperoneError):
    """502. The host name could not be resolved."""


class Refused(ChaperoneError):
    """502. The host refused the connection."""


class Tls(ChaperoneError):
    """502. The site’s certificate or TLS set-up is not valid."""


class Reset(ChaperoneError):
    """502. The connection was closed before the page came."""


class Aborted(ChaperoneError):
    """502. The page load was aborted; a download or an empty answer does that."""


class Crashed(ChaperoneError):
    """502. The page crashed. Navigate again, or open a new session."""


class NoEffect(ChaperoneError):
    """502. Nothing changed on the page. Observe it to see why."""


class PageFailed(ChaperoneError):
    """502. The page could not be read or driven. Try again."""


class ModelFailed(ChaperoneError):
    """502. The configured model did not answer usefully."""


class InvalidCredentials(ChaperoneError):
    """502. The site did not take the credential. Store the right one."""


class OtpRequired(ChaperoneError):
    """502. The site wants a one-time code. Store totp_secret, or let a human sign in."""


class CaptchaRequired(ChaperoneError):
    """502. The site wants a captcha solved. A human can sign in through the live view."""


class FormNotFound(ChaperoneError):
    """502. No sign-in or sign-up form was found at that URL."""


class FormPostsElsewhere(ChaperoneError):
    """502. The form sends to another site, so it was not filled."""


class SecretInAddress(ChaperoneError):
    """502. Addresses are kept in histories, logs and statistics, so it was not sent. Let a human sign in."""


class FormRefused(ChaperoneError):
    """502. The site did not take the form. details.state says what it objected to: taken, fields."""


class NoNavigationAfterSubmit(ChaperoneError):
    """502. The form was sent and nothing followed. Let a human look."""


class OutcomeUnclear(ChaperoneError):
    """502. The form was sent, and the page does not tell what came of it: details.evidence has what was seen. Do not send it again; with keep_open a human can look."""


class NoCapacity(ChaperoneError):
    """503. All browsers are busy. Wait for Retry-After seconds."""


class Timeout(ChaperoneError):
    """504. The page took too long. Try wait_until: "domcontentloaded"."""


BY_REASON: dict[str, type[ChaperoneError]] = {
    "validation": Validation,
    "malformed_json": MalformedJson,
    "idempotency_key_required": IdempotencyKeyRequired,
    "scheme_not_allowed": SchemeNotAllowed,
    "already_resolved": AlreadyResolved,
    "unauthorized": Unauthorized,
    "invalid_login": InvalidLogin,
    "totp_required": TotpRequired,
    "session_ceiling": SessionCeiling,
    "daily_budget": DailyBudget,
    "host_not_allowed": HostNotAllowed,
    "human_required": HumanRequired,
    "owner_required": OwnerRequired,
    "agent_key_required": AgentKeyRequired,
    "csrf": Csrf,
    "primitive_disabled_by_kit": PrimitiveDisabledByKit,
    "user_suspended": UserSuspended,
    "limit_reached": LimitReached,
    "stopped": Stopped,
    "not_session_owner": NotSessionOwner,
    "domain_not_allowed": DomainNotAllowed,
    "domain_not_allowed_by_kit": DomainNotAllowedByKit,
    "address_not_allowed": AddressNotAllowed,
    "write_not_allowed": WriteNotAllowed,
    "secret_in_instruction": SecretInInstruction,
    "grant_required": GrantRequired,
    "read_restricted": ReadRestricted,
    "entry_locked": EntryLocked,
    "credential_site_mismatch": CredentialSiteMismatch,
    "not_found": NotFound,
    "method_not_allowed": MethodNotAllowed,
    "duplicate_record": DuplicateRecord,
    "session_busy": SessionBusy,
    "human_in_control": HumanInControl,
    "context_in_use": ContextInUse,
    "idempotency_in_progress": IdempotencyInProgress,
    "outcome_unknown": OutcomeUnknown,
    "target_changed": TargetChanged,
    "cancelled": Cancelled,
    "answer_not_kept": AnswerNotKept,
    "profile_email_missing": ProfileEmailMissing,
    "origin_unbound": OriginUnbound,
    "in_use": InUse,
    "context_not_ready": ContextNotReady,
    "session_ended": SessionEnded,
    "artifact_expired": ArtifactExpired,
    "payload_too_large": PayloadTooLarge,
    "page_too_large": PageTooLarge,
    "idempotency_key_reused": IdempotencyKeyReused,
    "target_not_found": TargetNotFound,
    "target_ambiguous": TargetAmbiguous,
    "instruction_not_understood": InstructionNotUnderstood,
    "action_not_supported": ActionNotSupported,
    "nothing_found": NothingFound,
    "rate_limited": RateLimited,
    "too_many_sessions": TooManySessions,
    "too_many_streams": TooManyStreams,
    "too_many_logins": TooManyLogins,
    "entry_unreadable": EntryUnreadable,
    "master_key_refused": MasterKeyRefused,
    "internal_error": InternalError,
    "storage_failed": StorageFailed,
    "not_configured": NotConfigured,
    "dns": Dns,
    "refused": Refused,
    "tls": Tls,
    "reset": Reset,
    "aborted": Aborted,
    "crashed": Crashed,
    "no_effect": NoEffect,
    "page_failed": PageFailed,
    "model_failed": ModelFailed,
    "invalid_credentials": InvalidCredentials,
    "otp_required": OtpRequired,
    "captcha_required": CaptchaRequired,
    "form_not_found": FormNotFound,
    "form_posts_elsewhere": FormPostsElsewhere,
    "secret_in_address": SecretInAddress,
    "form_refused": FormRefused,
    "no_navigation_after_submit": NoNavigationAfterSubmit,
    "outcome_unclear": OutcomeUnclear,
    "no_capacity": NoCapacity,
    "timeout": Timeout,
}
