# Made from docs/openapi.json by `bun run openapi`.
"""What is sent and what is answered."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict, Union

class Act(TypedDict):
    """One of instruction and action."""

    instruction: NotRequired[str]
    action: NotRequired[Action]
    confirm: NotRequired[bool]


class Acted(TypedDict):
    success: Literal[True]
    action_taken: str
    url: str
    actions: list[PerformedAction]
    effect: list[Effect]
    dialog: NotRequired[Dialog]
    planner: Literal["embedded", "cache", "llm"]
    model: NotRequired[ModelUse]
    credits_used: int
    credits_remaining: int


class Action(TypedDict):
    """One step on the page. A ref is judged by what it stands for on the page, whatever else is claimed of it."""

    method: Literal["click", "double_click", "right_click", "hover", "focus", "fill", "append", "clear", "check", "uncheck", "select", "set", "press", "scroll", "drag", "submit", "expand", "collapse", "close", "copy", "select_text", "go_back", "go_forward", "reload", "wait_for", "upload"]
    ref: NotRequired[str]
    role: NotRequired[str]
    name: NotRequired[str]
    selector: NotRequired[str]
    arguments: NotRequired[list[str]]
    confirm: NotRequired[bool]


class Agent(TypedDict):
    id: str
    name: str
    roles: list[str]
    status: Literal["active", "disabled"]
    created_at: str


class AgentList(TypedDict):
    agents: list[Agent]
    next_cursor: str | None


class AgentSelf(TypedDict):
    type: Literal["agent"]
    id: str
    name: str
    roles: list[str]
    status: Literal["active", "disabled"]
    created_at: str
    workspace_id: str


class AgentUpdate(TypedDict):
    name: NotRequired[str]
    roles: NotRequired[list[str]]
    status: NotRequired[Literal["active", "disabled"]]


class Approval(TypedDict):
    """A frozen request that a human decides on. It runs once, when it is approved."""

    id: str
    tenant_user_id: str
    primitive: str
    action_type: str
    title: str
    payload: dict[str, Any]
    status: Literal["pending", "executed", "failed", "denied", "expired"]
    requested_by: dict[str, Any]
    result: NotRequired[dict[str, Any]]
    error: NotRequired[str]
    resolved_by: NotRequired[str]
    resolved_at: NotRequired[str]
    created_at: str
    expires_at: str


class ApprovalList(TypedDict):
    approvals: list[Approval]
    next_cursor: str | None


class Charge(TypedDict):
    id: str
    tenant_user_id: str
    agent_id: str | None
    session_id: str | None
    action: str
    credits: int
    created_at: str


class CreateSession(TypedDict):
    allowed_domains: list[str]
    allow_writes: NotRequired[bool]
    timeout_minutes: NotRequired[float]
    context_name: NotRequired[str]
    human_login: NotRequired[bool]
    allow_extract: NotRequired[bool]
    proxy: NotRequired[bool]


class CreatedKey(TypedDict):
    id: str
    agent_id: str
    agent_name: str
    last4: str
    created_at: str
    last_used_at: str | None
    revoked_at: str | None
    key: str


class CreatedSession(TypedDict):
    session_id: str
    status: SessionStatus
    timeout_at: str
    allow_writes: bool
    allowed_domains: list[str]


class Denial(TypedDict):
    reason: NotRequired[str]


class Dialog(TypedDict):
    """What the page asked back. It was told no, unless the caller said to confirm."""

    type: Literal["alert", "confirm", "prompt", "beforeunload"]
    message: str
    answered: Literal["accepted", "dismissed"]


class Effect(TypedDict):
    """One thing that an action itself changed."""

    kind: Literal["navigation", "dom", "value", "checked", "state", "dialog", "scroll", "request", "focus", "popup", "selection", "clipboard", "download"]
    ref: NotRequired[str]
    detail: str
    proven: NotRequired[Literal[false]]
    missing: NotRequired[str]


class Element(TypedDict):
    """What something can be done to. As it is, it can be sent to act as its action."""

    ref: str
    role: str
    name: str
    description: str
    method: str
    arguments: NotRequired[list[str]]
    selector: str
    value: NotRequired[str]


class Extract(TypedDict):
    instruction: str
    schema: NotRequired[dict[str, Any]]


class Extracted(TypedDict):
    result: Any
    sure: bool
    url: str
    planner: Literal["embedded", "cache", "llm"]
    model: NotRequired[ReaderUse]
    credits_used: int
    credits_remaining: int


class FindLinks(TypedDict):
    contains: NotRequired[str]
    limit: NotRequired[int]


class Finding(TypedDict):
    name: str
    status: Literal["ok", "warn", "fail"]
    detail: str
    mend: NotRequired[str]


class Findings(TypedDict):
    ok: bool
    checks: list[Finding]


class Grant(TypedDict):
    id: str
    grantee_type: Literal["agent", "role"]
    grantee_id: str
    created_at: str


class GrantWithdrawn(TypedDict):
    id: str
    withdrawn: Literal[True]


class Health(TypedDict):
    status: str


class Human(TypedDict):
    type: Literal["human"]
    id: str
    email: str
    role: Literal["owner", "member"]
    workspace_id: str
    totp_enabled: bool
    created_at: str


class HumanLogin(TypedDict):
    session_id: str
    live_view_url: str


class Key(TypedDict):
    id: str
    agent_id: str
    agent_name: str
    last4: str
    created_at: str
    last_used_at: str | None
    revoked_at: str | None


class KeyList(TypedDict):
    keys: list[Key]
    next_cursor: str | None


class Kit(TypedDict):
    id: str
    name: str
    primitives_config: dict[str, Any]
    is_default: bool
    user_count: int
    created_at: str
    updated_at: str


class KitDeleted(TypedDict):
    id: str
    deleted: Literal[True]


class KitList(TypedDict):
    account_kits: list[Kit]
    next_cursor: str | None


class KitUpdate(TypedDict):
    name: NotRequired[str]
    primitives_config: NotRequired[PolicyChange]


class Link(TypedDict):
    text: str
    href: str


class Links(TypedDict):
    url: str
    links: list[Link]
    credits_used: int
    credits_remaining: int


class LiveViewLink(TypedDict):
    live_view_url: str


class LogEvent(TypedDict):
    """One thing that was done, by whom and to what."""

    id: str
    tenant_user_id: str | None
    actor_type: Literal["agent", "human", "system"]
    actor_id: str | None
    action: str
    entity_type: str | None
    entity_id: str | None
    details: dict[str, Any]
    created_at: str


class LogEventList(TypedDict):
    events: list[LogEvent]
    next_cursor: str | None


class LoggedIn(TypedDict):
    success: Literal[True]
    service: str
    url: str
    session_id: str
    evidence: list[dict[str, Any]]
    dialog: NotRequired[Dialog]
    saved_as: NotRequired[str]
    credits_used: int
    credits_remaining: int


class Login(TypedDict):
    service: str
    url: str
    allowed_domains: NotRequired[list[str]]
    timeout_minutes: NotRequired[float]
    confirm: NotRequired[bool]
    keep_open: NotRequired[bool]
    save_as: NotRequired[str]


class ModelUse(TypedDict):
    calls: int
    input_tokens: int
    output_tokens: int


class Navigate(TypedDict):
    url: str
    wait_until: NotRequired[Literal["load", "domcontentloaded", "networkidle"]]


class Navigated(TypedDict):
    url: str
    title: str
    http_status: int
    dialog: NotRequired[Dialog]
    credits_used: int
    credits_remaining: int


class NewAgent(TypedDict):
    name: str
    roles: NotRequired[list[str]]


class NewGrant(TypedDict):
    grantee_type: Literal["agent", "role"]
    grantee_id: str


class NewKey(TypedDict):
    agent_id: str


class NewKit(TypedDict):
    name: str
    primitives_config: NotRequired[PolicyChange]


class NewStop(TypedDict):
    scope: Literal["workspace", "user", "agent", "login"]
    id: str


class NewUser(TypedDict):
    external_id: str
    email: NotRequired[str | None]
    label: NotRequired[str | None]
    status: NotRequired[Literal["active", "suspended"]]
    account_kit_id: NotRequired[str]
    profile: NotRequired[dict[str, Any]]
    metadata: NotRequired[dict[str, Any]]


class Observe(TypedDict):
    instruction: NotRequired[str]
    limit: NotRequired[int]


class Observed(TypedDict):
    elements: list[Element]
    total: int
    url: str
    credits_used: int
    credits_remaining: int


class PasswordAgain(TypedDict):
    password: str


class PasswordChange(TypedDict):
    current_password: str
    new_password: str


class PasswordChanged(TypedDict):
    changed: Literal[True]


class PendingApproval(TypedDict):
    """It runs when a human has approved it."""

    status: Literal["pending_approval"]
    approval_id: str
    action_type: Literal["browser.signup"]
    primitive: Literal["browser"]
    title: str
    message: str


class PerformedAction(TypedDict):
    method: str
    ref: NotRequired[str]
    role: NotRequired[str]
    name: NotRequired[str]
    selector: NotRequired[str]
    arguments: NotRequired[list[str]]


class PictureCut(TypedDict):
    """Only where the page is larger than a picture can be: where it was cut."""

    width: int
    height: int
    page_width: int
    page_height: int


class PolicyChange(TypedDict):
    """Null takes a limit away."""

    browser: NotRequired[dict[str, Any]]
    vault: NotRequired[dict[str, Any]]


class PutVaultEntry(TypedDict):
    value: str
    kind: NotRequired[Literal["api_key", "password", "cookie", "token", "note", "reference"]]
    locked: NotRequired[bool]
    expires_at: NotRequired[str | None]
    metadata: NotRequired[dict[str, Any]]


class ReaderUse(TypedDict):
    """What asking the configured model cost, where it was asked."""

    calls: int
    input_tokens: int
    output_tokens: int
    dropped: NotRequired[list[str]]
    why: NotRequired[str]


class Readiness(TypedDict):
    status: str
    checks: dict[str, Any]


class Reveal(TypedDict):
    password: str


class Revealed(TypedDict):
    key: str
    value: str
    expires_at: str | None


class RotateVaultEntry(TypedDict):
    value: NotRequired[str]


class SaveCredential(TypedDict):
    service: str
    email: str
    password: str
    username: NotRequired[str]
    totp_secret: NotRequired[str]
    origin: NotRequired[str]


class SaveHumanLogin(TypedDict):
    name: NotRequired[str]


class SaveLogin(TypedDict):
    name: str


class SavedCredential(TypedDict):
    service: str
    saved: Literal[True]


class SavedLogin(TypedDict):
    name: str
    domains: list[str]
    saved_at: str
    verified: bool
    not_saved: NotRequired[list[str]]


class SavedLoginHealth(TypedDict):
    name: str
    health: Literal["unknown", "alive", "dead"]
    checked_at: str


class SavedLoginList(TypedDict):
    contexts: list[SavedLoginView]
    next_cursor: None


class SavedLoginRevoked(TypedDict):
    name: str
    revoked: Literal[True]


class SavedLoginView(TypedDict):
    id: str
    name: str
    domains: list[str]
    saved_at: str
    last_used_at: str | None
    verified: bool
    not_saved: list[str]
    health: Literal["unknown", "alive", "dead"]
    last_verified_at: str | None
    grants: list[Grant]


class Screenshot(TypedDict):
    url: str
    expires_in: int
    cut: NotRequired[PictureCut]
    credits_used: int
    credits_remaining: int


class Session(TypedDict):
    session_id: str
    status: SessionStatus
    allowed_domains: list[str]
    context_backed: bool
    credits_consumed: int
    created_at: str
    last_used_at: str | None
    timeout_at: str
    closed_at: str | None
    allow_writes: bool
    human_login: bool
    url: str | None


class SessionList(TypedDict):
    sessions: list[SessionSummary]
    next_cursor: str | None


class SessionSummary(TypedDict):
    session_id: str
    status: SessionStatus
    allowed_domains: list[str]
    context_backed: bool
    credits_consumed: int
    created_at: str
    last_used_at: str | None
    timeout_at: str
    closed_at: str | None


class SignIn(TypedDict):
    email: str
    password: str
    totp: NotRequired[str]


class SignInList(TypedDict):
    sessions: list[SignInView]
    next_cursor: str | None


class SignInRevoked(TypedDict):
    id: str
    revoked: Literal[True]


class SignInView(TypedDict):
    id: str
    user_agent: str
    created_at: str
    last_seen_at: str
    expires_at: str
    current: bool


class SignedOut(TypedDict):
    signed_out: Literal[True]


class SignedUp(TypedDict):
    success: Literal[True]
    service: str
    credential_saved: Literal[True]
    url: str
    session_id: str
    evidence: list[dict[str, Any]]
    dialog: NotRequired[Dialog]
    credits_used: int
    credits_remaining: int


class Signup(TypedDict):
    service: str
    url: str
    allowed_domains: NotRequired[list[str]]
    timeout_minutes: NotRequired[float]
    confirm: NotRequired[bool]


class StartHumanLogin(TypedDict):
    allowed_domains: list[str]
    name: str


class Stop(TypedDict):
    id: str
    scope: Literal["workspace", "user", "agent", "login"]
    stopped_by_type: Literal["human", "system"]
    stopped_by_id: str | None
    created_at: str


class StopDone(TypedDict):
    id: str
    scope: Literal["workspace", "user", "agent", "login"]
    stopped_by_type: Literal["human", "system"]
    stopped_by_id: str | None
    created_at: str
    ended: int


class StopList(TypedDict):
    stops: list[Stop]
    next_cursor: str | None


class TakeScreenshot(TypedDict):
    full_page: NotRequired[bool]
    format: NotRequired[Literal["png", "jpeg", "webp"]]
    quality: NotRequired[int]


class TotpConfirmation(TypedDict):
    password: str
    secret: str
    totp: str


class TotpProposal(TypedDict):
    secret: str
    otpauth_url: str


class TotpState(TypedDict):
    totp_enabled: bool


class Usage(TypedDict):
    days: int
    credits: int
    by_day: list[dict[str, Any]]
    by_action: list[dict[str, Any]]
    entries: list[Charge]
    next_cursor: str | None


class User(TypedDict):
    id: str
    external_id: str
    email: str | None
    label: str | None
    status: Literal["active", "suspended", "deleted"]
    account_kit_id: str
    is_default: bool
    profile: dict[str, Any]
    metadata: dict[str, Any]
    created_at: str
    last_active_at: str | None


class UserList(TypedDict):
    users: list[User]
    next_cursor: str | None


class UserUpdate(TypedDict):
    external_id: NotRequired[str]
    email: NotRequired[str | None]
    label: NotRequired[str | None]
    status: NotRequired[Literal["active", "suspended"]]
    account_kit_id: NotRequired[str]
    profile: NotRequired[dict[str, Any]]
    metadata: NotRequired[dict[str, Any]]


class VaultEntry(TypedDict):
    """An entry without its value."""

    key: str
    kind: Literal["api_key", "password", "cookie", "token", "note", "reference"]
    locked: bool
    version: int
    site: str | None
    state: Literal["active", "pending"]
    stored_by: Literal["agent", "human"]
    metadata: dict[str, Any]
    created_at: str
    updated_at: str
    expires_at: str | None


class VaultEntryDeleted(TypedDict):
    key: str
    deleted: Literal[True]


class VaultEntryList(TypedDict):
    entries: list[VaultEntry]
    next_cursor: str | None


class Error(TypedDict):
    error: dict[str, Any]


Me = Union[Human, AgentSelf]
SessionStatus = Literal["active", "in_use", "closed", "expired", "failed"]
Reason = Literal["validation", "malformed_json", "idempotency_key_required", "scheme_not_allowed", "already_resolved", "unauthorized", "invalid_login", "totp_required", "session_ceiling", "daily_budget", "host_not_allowed", "human_required", "owner_required", "agent_key_required", "csrf", "primitive_disabled_by_kit", "user_suspended", "limit_reached", "stopped", "not_session_owner", "domain_not_allowed", "domain_not_allowed_by_kit", "address_not_allowed", "write_not_allowed", "secret_in_instruction", "grant_required", "read_restricted", "entry_locked", "credential_site_mismatch", "not_found", "method_not_allowed", "duplicate_record", "session_busy", "human_in_control", "context_in_use", "idempotency_in_progress", "outcome_unknown", "target_changed", "cancelled", "answer_not_kept", "profile_email_missing", "origin_unbound", "in_use", "context_not_ready", "session_ended", "artifact_expired", "payload_too_large", "page_too_large", "idempotency_key_reused", "target_not_found", "target_ambiguous", "instruction_not_understood", "action_not_supported", "nothing_found", "rate_limited", "too_many_sessions", "too_many_streams", "too_many_logins", "entry_unreadable", "master_key_refused", "internal_error", "storage_failed", "not_configured", "dns", "refused", "tls", "reset", "aborted", "crashed", "no_effect", "page_failed", "model_failed", "invalid_credentials", "otp_required", "captcha_required", "form_not_found", "form_posts_elsewhere", "secret_in_address", "form_refused", "no_navigation_after_submit", "outcome_unclear", "no_capacity", "timeout"]
