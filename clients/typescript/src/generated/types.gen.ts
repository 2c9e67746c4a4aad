// Made from docs/openapi.json by `bun run openapi`.
// @ts-nocheck

export type ClientOptions = {
    baseUrl: 'http://127.0.0.1:4600' | (string & {});
};

/**
 * One of instruction and action.
 */
export type Act = {
    /**
     * What to do, in plain words.
     */
    instruction?: string;
    action?: Action;
    /**
     * Say yes to what the page asks back while it is done. Without it, and without words to the same effect in the instruction, the page is told no and the answer has its question as dialog.
     */
    confirm?: boolean;
};

export type Acted = {
    success: true;
    action_taken: string;
    url: string;
    actions: Array<PerformedAction>;
    effect: Array<Effect>;
    dialog?: Dialog;
    planner: 'embedded' | 'cache' | 'llm';
    model?: ModelUse;
    /**
     * By this action.
     */
    credits_used: number;
    /**
     * Of the session’s ceiling.
     */
    credits_remaining: number;
};

/**
 * One step on the page. A ref is judged by what it stands for on the page, whatever else is claimed of it.
 */
export type Action = {
    method: 'click' | 'double_click' | 'right_click' | 'hover' | 'focus' | 'fill' | 'append' | 'clear' | 'check' | 'uncheck' | 'select' | 'set' | 'press' | 'scroll' | 'drag' | 'submit' | 'expand' | 'collapse' | 'close' | 'copy' | 'select_text' | 'go_back' | 'go_forward' | 'reload' | 'wait_for' | 'upload';
    ref?: string;
    role?: string;
    name?: string;
    selector?: string;
    arguments?: Array<string>;
    /**
     * Say yes to what the page asks back; without it the answer is no.
     */
    confirm?: boolean;
};

export type Agent = {
    id: string;
    name: string;
    roles: Array<string>;
    status: 'active' | 'disabled';
    created_at: string;
};

export type AgentList = {
    agents: Array<Agent>;
    next_cursor: string | null;
};

export type AgentSelf = {
    type: 'agent';
    id: string;
    name: string;
    roles: Array<string>;
    status: 'active' | 'disabled';
    created_at: string;
    workspace_id: string;
};

export type AgentUpdate = {
    name?: string;
    roles?: Array<string>;
    status?: 'active' | 'disabled';
};

/**
 * A frozen request that a human decides on. It runs once, when it is approved.
 */
export type Approval = {
    id: string;
    tenant_user_id: string;
    primitive: string;
    action_type: string;
    title: string;
    /**
     * What would be done; nothing secret.
     */
    payload: {
        [key: string]: unknown;
    };
    status: 'pending' | 'executed' | 'failed' | 'denied' | 'expired';
    requested_by: {
        actor_type: 'agent' | 'human';
        actor_id: string;
    };
    /**
     * What came of it, once it ran.
     */
    result?: {
        [key: string]: unknown;
    };
    /**
     * The reason that it failed, or why it was denied.
     */
    error?: string;
    resolved_by?: string;
    resolved_at?: string;
    created_at: string;
    expires_at: string;
};

export type ApprovalList = {
    approvals: Array<Approval>;
    next_cursor: string | null;
};

export type Charge = {
    id: string;
    tenant_user_id: string;
    agent_id: string | null;
    session_id: string | null;
    action: string;
    credits: number;
    created_at: string;
};

export type CreateSession = {
    /**
     * Allowlist, default-deny. ["*"] is unrestricted.
     */
    allowed_domains: Array<string>;
    /**
     * Permit write and destructive actions.
     */
    allow_writes?: boolean;
    /**
     * Hard time to live.
     */
    timeout_minutes?: number;
    /**
     * Reopen a saved login; requires a grant.
     */
    context_name?: string;
    /**
     * Open a session in which a human signs in.
     */
    human_login?: boolean;
    /**
     * On a saved-login session, permit reads.
     */
    allow_extract?: boolean;
    /**
     * Send through the configured upstream proxy.
     */
    proxy?: boolean;
};

export type CreatedKey = {
    id: string;
    agent_id: string;
    agent_name: string;
    last4: string;
    created_at: string;
    last_used_at: string | null;
    revoked_at: string | null;
    /**
     * Shown in this answer and never again
     */
    key: string;
};

export type CreatedSession = {
    session_id: string;
    status: SessionStatus;
    timeout_at: string;
    allow_writes: boolean;
    allowed_domains: Array<string>;
};

export type Denial = {
    reason?: string;
};

/**
 * What the page asked back. It was told no, unless the caller said to confirm.
 */
export type Dialog = {
    type: 'alert' | 'confirm' | 'prompt' | 'beforeunload';
    /**
     * What the page asked; empty where the browser asks whether to leave.
     */
    message: string;
    answered: 'accepted' | 'dismissed';
};

/**
 * One thing that an action itself changed.
 */
export type Effect = {
    kind: 'navigation' | 'dom' | 'value' | 'checked' | 'state' | 'dialog' | 'scroll' | 'request' | 'focus' | 'popup' | 'selection' | 'clipboard' | 'download';
    ref?: string;
    detail: string;
    /**
     * It was done, but the page does not show that it came to what was asked.
     */
    proven?: false;
    /**
     * What would have proven it.
     */
    missing?: string;
};

/**
 * What something can be done to. As it is, it can be sent to act as its action.
 */
export type Element = {
    /**
     * Names the element as long as its document lives.
     */
    ref: string;
    role: string;
    name: string;
    description: string;
    method: string;
    arguments?: Array<string>;
    selector: string;
    value?: string;
};

export type Extract = {
    /**
     * What to read off the page, in plain words.
     */
    instruction: string;
    /**
     * JSON Schema of the result. It decides names and types; what the page lacks is null.
     */
    schema?: {
        [key: string]: unknown;
    };
};

export type Extracted = {
    result: unknown;
    /**
     * Whether the page accounts for every telling word of the instruction, and has at least half of the fields. Where it is false, check the result before you rely on it.
     */
    sure: boolean;
    url: string;
    planner: 'embedded' | 'cache' | 'llm';
    model?: ReaderUse;
    /**
     * By this action.
     */
    credits_used: number;
    /**
     * Of the session’s ceiling.
     */
    credits_remaining: number;
};

export type FindLinks = {
    /**
     * Only links whose text or address contains this.
     */
    contains?: string;
    /**
     * At most this many links; 300 unless given.
     */
    limit?: number;
};

export type Finding = {
    name: string;
    status: 'ok' | 'warn' | 'fail';
    detail: string;
    mend?: string;
};

export type Findings = {
    /**
     * Nothing must be mended; there may be warnings.
     */
    ok: boolean;
    checks: Array<Finding>;
};

export type Grant = {
    id: string;
    grantee_type: 'agent' | 'role';
    grantee_id: string;
    created_at: string;
};

export type GrantWithdrawn = {
    id: string;
    withdrawn: true;
};

export type Health = {
    status: string;
};

export type Human = {
    type: 'human';
    id: string;
    email: string;
    role: 'owner' | 'member';
    workspace_id: string;
    totp_enabled: boolean;
    created_at: string;
};

export type HumanLogin = {
    session_id: string;
    live_view_url: string;
};

export type Key = {
    id: string;
    agent_id: string;
    agent_name: string;
    last4: string;
    created_at: string;
    last_used_at: string | null;
    revoked_at: string | null;
};

export type KeyList = {
    keys: Array<Key>;
    next_cursor: string | null;
};

export type Kit = {
    id: string;
    name: string;
    primitives_config: {
        browser: {
            enabled: boolean;
            requiresApproval?: boolean;
            max_sessions?: number;
            max_credits_per_day?: number;
            allowed_domains?: Array<string>;
            egress?: 'navigations' | 'all';
            /**
             * When agents may work: from, up to and without to, over midnight where to comes first; UTC unless a time zone is named
             */
            hours?: {
                from: string;
                to: string;
                time_zone?: string;
            };
            /**
             * What agents may do in sessions
             */
            methods?: Array<'navigate' | 'act' | 'extract' | 'observe' | 'links' | 'screenshot' | 'login' | 'signup'>;
        };
        vault: {
            enabled: boolean;
        };
    };
    is_default: boolean;
    user_count: number;
    created_at: string;
    updated_at: string;
};

export type KitDeleted = {
    id: string;
    deleted: true;
};

export type KitList = {
    account_kits: Array<Kit>;
    next_cursor: string | null;
};

export type KitUpdate = {
    name?: string;
    primitives_config?: PolicyChange;
};

export type Link = {
    text: string;
    href: string;
};

export type Links = {
    url: string;
    links: Array<Link>;
    /**
     * By this action.
     */
    credits_used: number;
    /**
     * Of the session’s ceiling.
     */
    credits_remaining: number;
};

export type LiveViewLink = {
    live_view_url: string;
};

/**
 * One thing that was done, by whom and to what.
 */
export type LogEvent = {
    id: string;
    tenant_user_id: string | null;
    actor_type: 'agent' | 'human' | 'system';
    actor_id: string | null;
    action: string;
    entity_type: string | null;
    entity_id: string | null;
    details: {
        [key: string]: unknown;
    };
    created_at: string;
};

export type LogEventList = {
    events: Array<LogEvent>;
    next_cursor: string | null;
};

export type LoggedIn = {
    success: true;
    service: string;
    /**
     * Where the session came to, without query and fragment.
     */
    url: string;
    session_id: string;
    /**
     * What the outcome was judged by; a sum of 6 or more is a success. docs/outcomes.md lists the signs.
     */
    evidence: Array<{
        /**
         * What was seen, e.g. way_out, form_gone, form_back, http_error.
         */
        sign: string;
        /**
         * Above 0: it speaks for it; below 0: against it.
         */
        weight: number;
    }>;
    dialog?: Dialog;
    saved_as?: string;
    /**
     * By this action.
     */
    credits_used: number;
    /**
     * Of the session’s ceiling.
     */
    credits_remaining: number;
};

export type Login = {
    /**
     * Name that the credential is stored under.
     */
    service: string;
    /**
     * The sign-in page, or one that leads to it.
     */
    url: string;
    /**
     * Default: the host of url.
     */
    allowed_domains?: Array<string>;
    timeout_minutes?: number;
    /**
     * Say yes where the page asks back; otherwise it is told no.
     */
    confirm?: boolean;
    /**
     * Leave the session open and signed in.
     */
    keep_open?: boolean;
    /**
     * Save it as a login of this name.
     */
    save_as?: string;
};

export type Me = Human | AgentSelf;

export type ModelUse = {
    calls: number;
    input_tokens: number;
    output_tokens: number;
};

export type Navigate = {
    /**
     * An http or https address within the session’s allowlist.
     */
    url: string;
    wait_until?: 'load' | 'domcontentloaded' | 'networkidle';
};

export type Navigated = {
    url: string;
    title: string;
    /**
     * The page’s own; an error page is a success with its status.
     */
    http_status: number;
    dialog?: Dialog;
    /**
     * By this action.
     */
    credits_used: number;
    /**
     * Of the session’s ceiling.
     */
    credits_remaining: number;
};

export type NewAgent = {
    name: string;
    roles?: Array<string>;
};

export type NewGrant = {
    grantee_type: 'agent' | 'role';
    /**
     * An agent’s id, or a role’s name.
     */
    grantee_id: string;
};

export type NewKey = {
    agent_id: string;
};

export type NewKit = {
    name: string;
    primitives_config?: PolicyChange;
};

export type NewStop = {
    scope: 'workspace' | 'user' | 'agent' | 'login';
    /**
     * Its id, or as people name it: a user’s external_id, the name of an agent, a saved login or the workspace
     */
    id: string;
};

export type NewUser = {
    /**
     * Your own id; usable in paths
     */
    external_id: string;
    email?: string | null;
    label?: string | null;
    status?: 'active' | 'suspended';
    account_kit_id?: string;
    profile?: {
        first_name?: string | null;
        last_name?: string | null;
        username?: string | null;
    };
    metadata?: {
        [key: string]: unknown;
    };
};

export type Observe = {
    /**
     * Ranks the elements by it.
     */
    instruction?: string;
    /**
     * At most this many elements; 60 unless given.
     */
    limit?: number;
};

export type Observed = {
    elements: Array<Element>;
    /**
     * How many elements the page has.
     */
    total: number;
    url: string;
    /**
     * By this action.
     */
    credits_used: number;
    /**
     * Of the session’s ceiling.
     */
    credits_remaining: number;
};

export type PasswordAgain = {
    password: string;
};

export type PasswordChange = {
    current_password: string;
    /**
     * NIST SP 800-63B section 5.1.1.2: length alone
     */
    new_password: string;
};

export type PasswordChanged = {
    changed: true;
};

/**
 * It runs when a human has approved it.
 */
export type PendingApproval = {
    status: 'pending_approval';
    approval_id: string;
    action_type: 'browser.signup';
    primitive: 'browser';
    title: string;
    message: string;
};

export type PerformedAction = {
    method: string;
    ref?: string;
    role?: string;
    name?: string;
    selector?: string;
    arguments?: Array<string>;
};

/**
 * Only where the page is larger than a picture can be: where it was cut.
 */
export type PictureCut = {
    /**
     * How much of the page the picture has, in CSS pixels.
     */
    width: number;
    height: number;
    /**
     * How large the page is, in CSS pixels.
     */
    page_width: number;
    page_height: number;
};

/**
 * Null takes a limit away.
 */
export type PolicyChange = {
    browser?: {
        enabled?: boolean;
        requiresApproval?: boolean | null;
        max_sessions?: number | null;
        max_credits_per_day?: number | null;
        allowed_domains?: Array<string> | null;
        egress?: 'navigations' | 'all' | null;
        hours?: {
            from: string;
            to: string;
            time_zone?: string;
        } | null;
        methods?: Array<'navigate' | 'act' | 'extract' | 'observe' | 'links' | 'screenshot' | 'login' | 'signup'> | null;
    };
    vault?: {
        enabled?: boolean;
    };
};

export type PutVaultEntry = {
    /**
     * At most 64 KiB of UTF-8
     */
    value: string;
    kind?: 'api_key' | 'password' | 'cookie' | 'token' | 'note' | 'reference';
    /**
     * Never shown again, only filled server-side
     */
    locked?: boolean;
    expires_at?: string | null;
    metadata?: {
        [key: string]: unknown;
    };
};

/**
 * What asking the configured model cost, where it was asked.
 */
export type ReaderUse = {
    calls: number;
    input_tokens: number;
    output_tokens: number;
    /**
     * Where the model gave values that do not stand on the page; they are null in the result.
     */
    dropped?: Array<string>;
    /**
     * Why its answer was not taken.
     */
    why?: string;
};

export type Readiness = {
    status: string;
    checks: {
        [key: string]: string;
    };
};

export type Reveal = {
    password: string;
};

export type Revealed = {
    key: string;
    value: string;
    expires_at: string | null;
};

export type RotateVaultEntry = {
    /**
     * At most 64 KiB of UTF-8
     */
    value?: string;
};

export type SaveCredential = {
    /**
     * Name of the service, such as figma.com; a host name binds the credential to its site.
     */
    service: string;
    email: string;
    password: string;
    username?: string;
    /**
     * Base32 or an otpauth://totp URI.
     */
    totp_secret?: string;
    /**
     * Binds the credential to this site.
     */
    origin?: string;
};

export type SaveHumanLogin = {
    name?: string;
};

export type SaveLogin = {
    /**
     * The saved login’s name.
     */
    name: string;
};

export type SavedCredential = {
    service: string;
    saved: true;
};

export type SavedLogin = {
    name: string;
    domains: Array<string>;
    saved_at: string;
    /**
     * Everything could be carried, and was read back and compared.
     */
    verified: boolean;
    not_saved?: Array<string>;
};

export type SavedLoginHealth = {
    name: string;
    health: 'unknown' | 'alive' | 'dead';
    checked_at: string;
};

export type SavedLoginList = {
    contexts: Array<SavedLoginView>;
    next_cursor: null;
};

export type SavedLoginRevoked = {
    name: string;
    revoked: true;
};

export type SavedLoginView = {
    id: string;
    name: string;
    domains: Array<string>;
    saved_at: string;
    last_used_at: string | null;
    /**
     * Everything could be carried, and was read back and compared.
     */
    verified: boolean;
    not_saved: Array<string>;
    health: 'unknown' | 'alive' | 'dead';
    last_verified_at: string | null;
    grants: Array<Grant>;
};

export type Screenshot = {
    /**
     * Signed; needs no other authentication.
     */
    url: string;
    /**
     * Seconds.
     */
    expires_in: number;
    cut?: PictureCut;
    /**
     * By this action.
     */
    credits_used: number;
    /**
     * Of the session’s ceiling.
     */
    credits_remaining: number;
};

export type Session = {
    session_id: string;
    status: SessionStatus;
    allowed_domains: Array<string>;
    /**
     * It was opened on a saved login.
     */
    context_backed: boolean;
    credits_consumed: number;
    created_at: string;
    last_used_at: string | null;
    timeout_at: string;
    closed_at: string | null;
    allow_writes: boolean;
    human_login: boolean;
    url: string | null;
};

export type SessionList = {
    sessions: Array<SessionSummary>;
    next_cursor: string | null;
};

/**
 * active: idle, ready · in_use: an action runs · closed · expired: its time was up · failed: its browser died
 */
export type SessionStatus = 'active' | 'in_use' | 'closed' | 'expired' | 'failed';

export type SessionSummary = {
    session_id: string;
    status: SessionStatus;
    allowed_domains: Array<string>;
    /**
     * It was opened on a saved login.
     */
    context_backed: boolean;
    credits_consumed: number;
    created_at: string;
    last_used_at: string | null;
    timeout_at: string;
    closed_at: string | null;
};

export type SignIn = {
    email: string;
    password: string;
    totp?: string;
};

export type SignInList = {
    sessions: Array<SignInView>;
    next_cursor: string | null;
};

export type SignInRevoked = {
    id: string;
    revoked: true;
};

export type SignInView = {
    id: string;
    user_agent: string;
    created_at: string;
    last_seen_at: string;
    expires_at: string;
    current: boolean;
};

export type SignedOut = {
    signed_out: true;
};

export type SignedUp = {
    success: true;
    service: string;
    credential_saved: true;
    /**
     * Where the session came to, without query and fragment.
     */
    url: string;
    session_id: string;
    /**
     * What the outcome was judged by; a sum of 6 or more is a success. docs/outcomes.md lists the signs.
     */
    evidence: Array<{
        /**
         * What was seen, e.g. way_out, form_gone, form_back, http_error.
         */
        sign: string;
        /**
         * Above 0: it speaks for it; below 0: against it.
         */
        weight: number;
    }>;
    dialog?: Dialog;
    /**
     * By this action.
     */
    credits_used: number;
    /**
     * Of the session’s ceiling.
     */
    credits_remaining: number;
};

export type Signup = {
    /**
     * Name to store the credential under.
     */
    service: string;
    /**
     * The sign-up page, or one that leads to it.
     */
    url: string;
    /**
     * Default: the host of url.
     */
    allowed_domains?: Array<string>;
    timeout_minutes?: number;
    /**
     * Say yes where the page asks back; otherwise it is told no.
     */
    confirm?: boolean;
};

export type StartHumanLogin = {
    allowed_domains: Array<string>;
    /**
     * The saved login’s name.
     */
    name: string;
};

export type Stop = {
    /**
     * What is stopped, and what lifts it
     */
    id: string;
    scope: 'workspace' | 'user' | 'agent' | 'login';
    stopped_by_type: 'human' | 'system';
    stopped_by_id: string | null;
    created_at: string;
};

export type StopDone = {
    /**
     * What is stopped, and what lifts it
     */
    id: string;
    scope: 'workspace' | 'user' | 'agent' | 'login';
    stopped_by_type: 'human' | 'system';
    stopped_by_id: string | null;
    created_at: string;
    /**
     * Sessions that ran and were ended
     */
    ended: number;
};

export type StopList = {
    stops: Array<Stop>;
    next_cursor: string | null;
};

export type TakeScreenshot = {
    /**
     * The whole page, not what shows of it.
     */
    full_page?: boolean;
    format?: 'png' | 'jpeg' | 'webp';
    /**
     * For jpeg and webp.
     */
    quality?: number;
};

export type TotpConfirmation = {
    password: string;
    secret: string;
    totp: string;
};

export type TotpProposal = {
    secret: string;
    otpauth_url: string;
};

export type TotpState = {
    totp_enabled: boolean;
};

export type Usage = {
    days: number;
    /**
     * All credits of the period
     */
    credits: number;
    by_day: Array<{
        date: string;
        credits: number;
        count: number;
    }>;
    by_action: Array<{
        action: string;
        credits: number;
        count: number;
    }>;
    entries: Array<Charge>;
    next_cursor: string | null;
};

export type User = {
    id: string;
    external_id: string;
    email: string | null;
    label: string | null;
    status: 'active' | 'suspended' | 'deleted';
    account_kit_id: string;
    is_default: boolean;
    profile: {
        first_name?: string;
        last_name?: string;
        username?: string;
    };
    metadata: {
        [key: string]: unknown;
    };
    created_at: string;
    last_active_at: string | null;
};

export type UserList = {
    users: Array<User>;
    next_cursor: string | null;
};

export type UserUpdate = {
    /**
     * Your own id; usable in paths
     */
    external_id?: string;
    email?: string | null;
    label?: string | null;
    status?: 'active' | 'suspended';
    account_kit_id?: string;
    profile?: {
        first_name?: string | null;
        last_name?: string | null;
        username?: string | null;
    };
    metadata?: {
        [key: string]: unknown;
    };
};

/**
 * An entry without its value.
 */
export type VaultEntry = {
    key: string;
    kind: 'api_key' | 'password' | 'cookie' | 'token' | 'note' | 'reference';
    locked: boolean;
    version: number;
    site: string | null;
    state: 'active' | 'pending';
    stored_by: 'agent' | 'human';
    metadata: {
        [key: string]: unknown;
    };
    created_at: string;
    updated_at: string;
    expires_at: string | null;
};

export type VaultEntryDeleted = {
    key: string;
    deleted: true;
};

export type VaultEntryList = {
    entries: Array<VaultEntry>;
    next_cursor: string | null;
};

export type Error = {
    error: {
        code: 'invalid_input' | 'unauthorized' | 'insufficient_credits' | 'forbidden' | 'not_found' | 'method_not_allowed' | 'duplicate_record' | 'conflict' | 'session_ended' | 'gone' | 'payload_too_large' | 'rate_limited' | 'internal_error' | 'not_configured' | 'provider_error' | 'no_capacity';
        /**
         * What is wrong.
         */
        message: string;
        /**
         * What to do next.
         */
        hint?: string;
        /**
         * The reason, with fields of its own beside it: candidates, fields, retry_after …
         */
        details: {
            reason: Reason;
            [key: string]: unknown;
        };
        request_id: string;
    };
};

/**
 * The machine-readable cause of a failure.
 */
export type Reason = 'validation' | 'malformed_json' | 'idempotency_key_required' | 'scheme_not_allowed' | 'already_resolved' | 'unauthorized' | 'invalid_login' | 'totp_required' | 'session_ceiling' | 'daily_budget' | 'host_not_allowed' | 'human_required' | 'owner_required' | 'agent_key_required' | 'csrf' | 'primitive_disabled_by_kit' | 'user_suspended' | 'limit_reached' | 'stopped' | 'not_session_owner' | 'domain_not_allowed' | 'domain_not_allowed_by_kit' | 'address_not_allowed' | 'write_not_allowed' | 'secret_in_instruction' | 'grant_required' | 'read_restricted' | 'entry_locked' | 'credential_site_mismatch' | 'not_found' | 'method_not_allowed' | 'duplicate_record' | 'session_busy' | 'human_in_control' | 'context_in_use' | 'idempotency_in_progress' | 'outcome_unknown' | 'target_changed' | 'cancelled' | 'answer_not_kept' | 'profile_email_missing' | 'origin_unbound' | 'in_use' | 'context_not_ready' | 'session_ended' | 'artifact_expired' | 'payload_too_large' | 'page_too_large' | 'idempotency_key_reused' | 'target_not_found' | 'target_ambiguous' | 'instruction_not_understood' | 'action_not_supported' | 'nothing_found' | 'rate_limited' | 'too_many_sessions' | 'too_many_streams' | 'too_many_logins' | 'entry_unreadable' | 'master_key_refused' | 'internal_error' | 'storage_failed' | 'not_configured' | 'dns' | 'refused' | 'tls' | 'reset' | 'aborted' | 'crashed' | 'no_effect' | 'page_failed' | 'model_failed' | 'invalid_credentials' | 'otp_required' | 'captcha_required' | 'form_not_found' | 'form_posts_elsewhere' | 'secret_in_address' | 'form_refused' | 'no_navigation_after_submit' | 'outcome_unclear' | 'no_capacity' | 'timeout';

/**
 * A user’s id, its external_id, or `default` for the workspace’s default user.
 */
export type UserId = string;

/**
 * The session_id of createSession.
 */
export type SessionId = string;

/**
 * An approval’s id.
 */
export type ApprovalId = string;

/**
 * An agent’s id.
 */
export type AgentId = string;

/**
 * An Account Kit’s id.
 */
export type KitId = string;

/**
 * At most this many.
 */
export type Limit = number;

/**
 * The next_cursor of the page before.
 */
export type Cursor = string;

/**
 * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
 */
export type IdempotencyKey = string;

/**
 * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
 */
export type IdempotencyKeyRequired = string;

export type SignInData = {
    body: SignIn;
    path?: never;
    query?: never;
    url: '/v1/auth/login';
};

export type SignInErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `invalid_login`, `totp_required`
     */
    401: Error;
    /**
     * `csrf`
     */
    403: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `too_many_logins`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type SignInError = SignInErrors[keyof SignInErrors];

export type SignInResponses = {
    /**
     * Done
     */
    200: Human;
};

export type SignInResponse = SignInResponses[keyof SignInResponses];

export type SignOutData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/auth/logout';
};

export type SignOutErrors = {
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type SignOutError = SignOutErrors[keyof SignOutErrors];

export type SignOutResponses = {
    /**
     * Done
     */
    200: SignedOut;
};

export type SignOutResponse = SignOutResponses[keyof SignOutResponses];

export type GetMeData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/auth/me';
};

export type GetMeErrors = {
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetMeError = GetMeErrors[keyof GetMeErrors];

export type GetMeResponses = {
    /**
     * Done
     */
    200: Me;
};

export type GetMeResponse = GetMeResponses[keyof GetMeResponses];

export type ListSignInsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/auth/sessions';
};

export type ListSignInsErrors = {
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`
     */
    403: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListSignInsError = ListSignInsErrors[keyof ListSignInsErrors];

export type ListSignInsResponses = {
    /**
     * Done
     */
    200: SignInList;
};

export type ListSignInsResponse = ListSignInsResponses[keyof ListSignInsResponses];

export type RevokeSignInData = {
    body?: never;
    path: {
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/auth/sessions/{session_id}';
};

export type RevokeSignInErrors = {
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type RevokeSignInError = RevokeSignInErrors[keyof RevokeSignInErrors];

export type RevokeSignInResponses = {
    /**
     * Done
     */
    200: SignInRevoked;
};

export type RevokeSignInResponse = RevokeSignInResponses[keyof RevokeSignInResponses];

export type ChangePasswordData = {
    body: PasswordChange;
    path?: never;
    query?: never;
    url: '/v1/auth/password';
};

export type ChangePasswordErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `invalid_login`, `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `too_many_logins`, `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ChangePasswordError = ChangePasswordErrors[keyof ChangePasswordErrors];

export type ChangePasswordResponses = {
    /**
     * Done
     */
    200: PasswordChanged;
};

export type ChangePasswordResponse = ChangePasswordResponses[keyof ChangePasswordResponses];

export type ProposeTotpData = {
    body: PasswordAgain;
    path?: never;
    query?: never;
    url: '/v1/auth/totp';
};

export type ProposeTotpErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `invalid_login`, `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `too_many_logins`, `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ProposeTotpError = ProposeTotpErrors[keyof ProposeTotpErrors];

export type ProposeTotpResponses = {
    /**
     * Done
     */
    200: TotpProposal;
};

export type ProposeTotpResponse = ProposeTotpResponses[keyof ProposeTotpResponses];

export type ConfirmTotpData = {
    body: TotpConfirmation;
    path?: never;
    query?: never;
    url: '/v1/auth/totp/confirm';
};

export type ConfirmTotpErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `invalid_login`, `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `too_many_logins`, `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ConfirmTotpError = ConfirmTotpErrors[keyof ConfirmTotpErrors];

export type ConfirmTotpResponses = {
    /**
     * Done
     */
    200: TotpState;
};

export type ConfirmTotpResponse = ConfirmTotpResponses[keyof ConfirmTotpResponses];

export type RemoveTotpData = {
    body: PasswordAgain;
    path?: never;
    query?: never;
    url: '/v1/auth/totp/remove';
};

export type RemoveTotpErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `invalid_login`, `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `too_many_logins`, `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type RemoveTotpError = RemoveTotpErrors[keyof RemoveTotpErrors];

export type RemoveTotpResponses = {
    /**
     * Done
     */
    200: TotpState;
};

export type RemoveTotpResponse = RemoveTotpResponses[keyof RemoveTotpResponses];

export type ListAgentsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * At most this many.
         */
        limit?: number;
        /**
         * The next_cursor of the page before.
         */
        cursor?: string;
    };
    url: '/v1/agents';
};

export type ListAgentsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`
     */
    403: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListAgentsError = ListAgentsErrors[keyof ListAgentsErrors];

export type ListAgentsResponses = {
    /**
     * Done
     */
    200: AgentList;
};

export type ListAgentsResponse = ListAgentsResponses[keyof ListAgentsResponses];

export type CreateAgentData = {
    body: NewAgent;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/agents';
};

export type CreateAgentErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`, `csrf`
     */
    403: Error;
    /**
     * `duplicate_record`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type CreateAgentError = CreateAgentErrors[keyof CreateAgentErrors];

export type CreateAgentResponses = {
    /**
     * Made
     */
    201: Agent;
};

export type CreateAgentResponse = CreateAgentResponses[keyof CreateAgentResponses];

export type DisableAgentData = {
    body?: never;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * An agent’s id.
         */
        agent_id: string;
    };
    query?: never;
    url: '/v1/agents/{agent_id}';
};

export type DisableAgentErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type DisableAgentError = DisableAgentErrors[keyof DisableAgentErrors];

export type DisableAgentResponses = {
    /**
     * Done
     */
    200: Agent;
};

export type DisableAgentResponse = DisableAgentResponses[keyof DisableAgentResponses];

export type GetAgentData = {
    body?: never;
    path: {
        /**
         * An agent’s id.
         */
        agent_id: string;
    };
    query?: never;
    url: '/v1/agents/{agent_id}';
};

export type GetAgentErrors = {
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetAgentError = GetAgentErrors[keyof GetAgentErrors];

export type GetAgentResponses = {
    /**
     * Done
     */
    200: Agent;
};

export type GetAgentResponse = GetAgentResponses[keyof GetAgentResponses];

export type UpdateAgentData = {
    body: AgentUpdate;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * An agent’s id.
         */
        agent_id: string;
    };
    query?: never;
    url: '/v1/agents/{agent_id}';
};

export type UpdateAgentErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `duplicate_record`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type UpdateAgentError = UpdateAgentErrors[keyof UpdateAgentErrors];

export type UpdateAgentResponses = {
    /**
     * Done
     */
    200: Agent;
};

export type UpdateAgentResponse = UpdateAgentResponses[keyof UpdateAgentResponses];

export type ListKeysData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * At most this many.
         */
        limit?: number;
        /**
         * The next_cursor of the page before.
         */
        cursor?: string;
        agent_id?: string;
    };
    url: '/v1/auth/keys';
};

export type ListKeysErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`
     */
    403: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListKeysError = ListKeysErrors[keyof ListKeysErrors];

export type ListKeysResponses = {
    /**
     * Done
     */
    200: KeyList;
};

export type ListKeysResponse = ListKeysResponses[keyof ListKeysResponses];

export type CreateKeyData = {
    body: NewKey;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/auth/keys';
};

export type CreateKeyErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `in_use`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type CreateKeyError = CreateKeyErrors[keyof CreateKeyErrors];

export type CreateKeyResponses = {
    /**
     * Made
     */
    201: CreatedKey;
};

export type CreateKeyResponse = CreateKeyResponses[keyof CreateKeyResponses];

export type RevokeKeyData = {
    body?: never;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        key_id: string;
    };
    query?: never;
    url: '/v1/auth/keys/{key_id}';
};

export type RevokeKeyErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type RevokeKeyError = RevokeKeyErrors[keyof RevokeKeyErrors];

export type RevokeKeyResponses = {
    /**
     * Done
     */
    200: Key;
};

export type RevokeKeyResponse = RevokeKeyResponses[keyof RevokeKeyResponses];

export type ListKitsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * At most this many.
         */
        limit?: number;
        /**
         * The next_cursor of the page before.
         */
        cursor?: string;
    };
    url: '/v1/account-kits';
};

export type ListKitsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`
     */
    403: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListKitsError = ListKitsErrors[keyof ListKitsErrors];

export type ListKitsResponses = {
    /**
     * Done
     */
    200: KitList;
};

export type ListKitsResponse = ListKitsResponses[keyof ListKitsResponses];

export type CreateKitData = {
    body: NewKit;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/account-kits';
};

export type CreateKitErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`, `csrf`
     */
    403: Error;
    /**
     * `duplicate_record`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type CreateKitError = CreateKitErrors[keyof CreateKitErrors];

export type CreateKitResponses = {
    /**
     * Made
     */
    201: Kit;
};

export type CreateKitResponse = CreateKitResponses[keyof CreateKitResponses];

export type DeleteKitData = {
    body?: never;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * An Account Kit’s id.
         */
        kit_id: string;
    };
    query?: never;
    url: '/v1/account-kits/{kit_id}';
};

export type DeleteKitErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `in_use`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type DeleteKitError = DeleteKitErrors[keyof DeleteKitErrors];

export type DeleteKitResponses = {
    /**
     * Done
     */
    200: KitDeleted;
};

export type DeleteKitResponse = DeleteKitResponses[keyof DeleteKitResponses];

export type GetKitData = {
    body?: never;
    path: {
        /**
         * An Account Kit’s id.
         */
        kit_id: string;
    };
    query?: never;
    url: '/v1/account-kits/{kit_id}';
};

export type GetKitErrors = {
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetKitError = GetKitErrors[keyof GetKitErrors];

export type GetKitResponses = {
    /**
     * Done
     */
    200: Kit;
};

export type GetKitResponse = GetKitResponses[keyof GetKitResponses];

export type UpdateKitData = {
    body: KitUpdate;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * An Account Kit’s id.
         */
        kit_id: string;
    };
    query?: never;
    url: '/v1/account-kits/{kit_id}';
};

export type UpdateKitErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `duplicate_record`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type UpdateKitError = UpdateKitErrors[keyof UpdateKitErrors];

export type UpdateKitResponses = {
    /**
     * Done
     */
    200: Kit;
};

export type UpdateKitResponse = UpdateKitResponses[keyof UpdateKitResponses];

export type ListUsersData = {
    body?: never;
    path?: never;
    query?: {
        status?: 'active' | 'suspended' | 'deleted';
        /**
         * At most this many.
         */
        limit?: number;
        /**
         * The next_cursor of the page before.
         */
        cursor?: string;
    };
    url: '/v1/users';
};

export type ListUsersErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`
     */
    403: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListUsersError = ListUsersErrors[keyof ListUsersErrors];

export type ListUsersResponses = {
    /**
     * Done
     */
    200: UserList;
};

export type ListUsersResponse = ListUsersResponses[keyof ListUsersResponses];

export type CreateUserData = {
    body: NewUser;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/users';
};

export type CreateUserErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `owner_required`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `duplicate_record`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type CreateUserError = CreateUserErrors[keyof CreateUserErrors];

export type CreateUserResponses = {
    /**
     * Made
     */
    201: User;
};

export type CreateUserResponse = CreateUserResponses[keyof CreateUserResponses];

export type DeleteUserData = {
    body?: never;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}';
};

export type DeleteUserErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `in_use`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type DeleteUserError = DeleteUserErrors[keyof DeleteUserErrors];

export type DeleteUserResponses = {
    /**
     * Done
     */
    200: User;
};

export type DeleteUserResponse = DeleteUserResponses[keyof DeleteUserResponses];

export type GetUserData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}';
};

export type GetUserErrors = {
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetUserError = GetUserErrors[keyof GetUserErrors];

export type GetUserResponses = {
    /**
     * Done
     */
    200: User;
};

export type GetUserResponse = GetUserResponses[keyof GetUserResponses];

export type UpdateUserData = {
    body: UserUpdate;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}';
};

export type UpdateUserErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `owner_required`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `duplicate_record`, `in_use`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type UpdateUserError = UpdateUserErrors[keyof UpdateUserErrors];

export type UpdateUserResponses = {
    /**
     * Done
     */
    200: User;
};

export type UpdateUserResponse = UpdateUserResponses[keyof UpdateUserResponses];

export type AssignKitData = {
    body?: never;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * An Account Kit’s id.
         */
        kit_id: string;
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/account-kits/{kit_id}/users/{user_id}/assign';
};

export type AssignKitErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type AssignKitError = AssignKitErrors[keyof AssignKitErrors];

export type AssignKitResponses = {
    /**
     * Done
     */
    200: User;
};

export type AssignKitResponse = AssignKitResponses[keyof AssignKitResponses];

export type ListUserLogsData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: {
        /**
         * Only events of this action
         */
        action?: string;
        /**
         * An event’s id or a point in time (RFC 3339): only later events. Or a next_cursor: the page that follows. Newest first in any case
         */
        after?: string;
        /**
         * At most this many.
         */
        limit?: number;
    };
    url: '/v1/users/{user_id}/logs';
};

export type ListUserLogsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListUserLogsError = ListUserLogsErrors[keyof ListUserLogsErrors];

export type ListUserLogsResponses = {
    /**
     * Done
     */
    200: LogEventList;
};

export type ListUserLogsResponse = ListUserLogsResponses[keyof ListUserLogsResponses];

export type StreamUserLogsData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: {
        /**
         * Only events of this action
         */
        action?: string;
        user_id?: string;
    };
    url: '/v1/users/{user_id}/logs/stream';
};

export type StreamUserLogsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `too_many_streams`, `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type StreamUserLogsError = StreamUserLogsErrors[keyof StreamUserLogsErrors];

export type StreamUserLogsResponses = {
    /**
     * Done
     */
    200: string;
};

export type StreamUserLogsResponse = StreamUserLogsResponses[keyof StreamUserLogsResponses];

export type ListLogsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only events of this action
         */
        action?: string;
        /**
         * An event’s id or a point in time (RFC 3339): only later events. Or a next_cursor: the page that follows. Newest first in any case
         */
        after?: string;
        /**
         * At most this many.
         */
        limit?: number;
        user_id?: string;
    };
    url: '/v1/logs';
};

export type ListLogsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListLogsError = ListLogsErrors[keyof ListLogsErrors];

export type ListLogsResponses = {
    /**
     * Done
     */
    200: LogEventList;
};

export type ListLogsResponse = ListLogsResponses[keyof ListLogsResponses];

export type StreamLogsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only events of this action
         */
        action?: string;
        user_id?: string;
    };
    url: '/v1/logs/stream';
};

export type StreamLogsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `too_many_streams`, `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type StreamLogsError = StreamLogsErrors[keyof StreamLogsErrors];

export type StreamLogsResponses = {
    /**
     * Done
     */
    200: string;
};

export type StreamLogsResponse = StreamLogsResponses[keyof StreamLogsResponses];

export type GetUsageData = {
    body?: never;
    path?: never;
    query?: {
        days?: number;
        /**
         * At most this many.
         */
        limit?: number;
        /**
         * The next_cursor of the page before.
         */
        cursor?: string;
        user_id?: string;
    };
    url: '/v1/usage';
};

export type GetUsageErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetUsageError = GetUsageErrors[keyof GetUsageErrors];

export type GetUsageResponses = {
    /**
     * Done
     */
    200: Usage;
};

export type GetUsageResponse = GetUsageResponses[keyof GetUsageResponses];

export type ListVaultEntriesData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: {
        /**
         * At most this many.
         */
        limit?: number;
        /**
         * The next_cursor of the page before.
         */
        cursor?: string;
    };
    url: '/v1/users/{user_id}/vault';
};

export type ListVaultEntriesErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListVaultEntriesError = ListVaultEntriesErrors[keyof ListVaultEntriesErrors];

export type ListVaultEntriesResponses = {
    /**
     * Done
     */
    200: VaultEntryList;
};

export type ListVaultEntriesResponse = ListVaultEntriesResponses[keyof ListVaultEntriesResponses];

export type DeleteVaultEntryData = {
    body?: never;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * Name of the entry
         */
        key: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/vault/{key}';
};

export type DeleteVaultEntryErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type DeleteVaultEntryError = DeleteVaultEntryErrors[keyof DeleteVaultEntryErrors];

export type DeleteVaultEntryResponses = {
    /**
     * Done
     */
    200: VaultEntryDeleted;
};

export type DeleteVaultEntryResponse = DeleteVaultEntryResponses[keyof DeleteVaultEntryResponses];

export type PutVaultEntryData = {
    body: PutVaultEntry;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * Name of the entry
         */
        key: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/vault/{key}';
};

export type PutVaultEntryErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `duplicate_record`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type PutVaultEntryError = PutVaultEntryErrors[keyof PutVaultEntryErrors];

export type PutVaultEntryResponses = {
    /**
     * Done
     */
    200: VaultEntry;
};

export type PutVaultEntryResponse = PutVaultEntryResponses[keyof PutVaultEntryResponses];

export type RevealVaultEntryData = {
    body: Reveal;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * Name of the entry
         */
        key: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/vault/{key}/reveal';
};

export type RevealVaultEntryErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `invalid_login`, `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `entry_locked`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `too_many_logins`, `rate_limited`
     */
    429: Error;
    /**
     * `entry_unreadable`, `internal_error`, `storage_failed`
     */
    500: Error;
};

export type RevealVaultEntryError = RevealVaultEntryErrors[keyof RevealVaultEntryErrors];

export type RevealVaultEntryResponses = {
    /**
     * Done
     */
    200: Revealed;
};

export type RevealVaultEntryResponse = RevealVaultEntryResponses[keyof RevealVaultEntryResponses];

export type RotateVaultEntryData = {
    body: RotateVaultEntry;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * Name of the entry
         */
        key: string;
    };
    query?: {
        regenerate_dek?: 'true' | 'false';
    };
    url: '/v1/users/{user_id}/vault/{key}/rotate';
};

export type RotateVaultEntryErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `entry_locked`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `entry_unreadable`, `internal_error`, `storage_failed`
     */
    500: Error;
};

export type RotateVaultEntryError = RotateVaultEntryErrors[keyof RotateVaultEntryErrors];

export type RotateVaultEntryResponses = {
    /**
     * Done
     */
    200: VaultEntry;
};

export type RotateVaultEntryResponse = RotateVaultEntryResponses[keyof RotateVaultEntryResponses];

export type ListApprovalsData = {
    body?: never;
    path?: never;
    query?: {
        status?: 'pending' | 'executed' | 'failed' | 'denied' | 'expired';
        user_id?: string;
        /**
         * At most this many.
         */
        limit?: number;
        /**
         * The next_cursor of the page before.
         */
        cursor?: string;
    };
    url: '/v1/approvals';
};

export type ListApprovalsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListApprovalsError = ListApprovalsErrors[keyof ListApprovalsErrors];

export type ListApprovalsResponses = {
    /**
     * Done
     */
    200: ApprovalList;
};

export type ListApprovalsResponse = ListApprovalsResponses[keyof ListApprovalsResponses];

export type GetApprovalData = {
    body?: never;
    path: {
        /**
         * An approval’s id.
         */
        approval_id: string;
    };
    query?: never;
    url: '/v1/approvals/{approval_id}';
};

export type GetApprovalErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetApprovalError = GetApprovalErrors[keyof GetApprovalErrors];

export type GetApprovalResponses = {
    /**
     * Done
     */
    200: Approval;
};

export type GetApprovalResponse = GetApprovalResponses[keyof GetApprovalResponses];

export type ApproveData = {
    body?: never;
    path: {
        /**
         * An approval’s id.
         */
        approval_id: string;
    };
    query?: never;
    url: '/v1/approvals/{approval_id}/approve';
};

export type ApproveErrors = {
    /**
     * `already_resolved`, `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ApproveError = ApproveErrors[keyof ApproveErrors];

export type ApproveResponses = {
    /**
     * Done
     */
    200: Approval;
};

export type ApproveResponse = ApproveResponses[keyof ApproveResponses];

export type DenyData = {
    body?: Denial;
    path: {
        /**
         * An approval’s id.
         */
        approval_id: string;
    };
    query?: never;
    url: '/v1/approvals/{approval_id}/deny';
};

export type DenyErrors = {
    /**
     * `already_resolved`, `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type DenyError = DenyErrors[keyof DenyErrors];

export type DenyResponses = {
    /**
     * Done
     */
    200: Approval;
};

export type DenyResponse = DenyResponses[keyof DenyResponses];

export type ListUserApprovalsData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: {
        status?: 'pending' | 'executed' | 'failed' | 'denied' | 'expired';
        /**
         * At most this many.
         */
        limit?: number;
        /**
         * The next_cursor of the page before.
         */
        cursor?: string;
    };
    url: '/v1/users/{user_id}/approvals';
};

export type ListUserApprovalsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListUserApprovalsError = ListUserApprovalsErrors[keyof ListUserApprovalsErrors];

export type ListUserApprovalsResponses = {
    /**
     * Done
     */
    200: ApprovalList;
};

export type ListUserApprovalsResponse = ListUserApprovalsResponses[keyof ListUserApprovalsResponses];

export type GetUserApprovalData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * An approval’s id.
         */
        approval_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/approvals/{approval_id}';
};

export type GetUserApprovalErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetUserApprovalError = GetUserApprovalErrors[keyof GetUserApprovalErrors];

export type GetUserApprovalResponses = {
    /**
     * Done
     */
    200: Approval;
};

export type GetUserApprovalResponse = GetUserApprovalResponses[keyof GetUserApprovalResponses];

export type ApproveForUserData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * An approval’s id.
         */
        approval_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/approvals/{approval_id}/approve';
};

export type ApproveForUserErrors = {
    /**
     * `already_resolved`, `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ApproveForUserError = ApproveForUserErrors[keyof ApproveForUserErrors];

export type ApproveForUserResponses = {
    /**
     * Done
     */
    200: Approval;
};

export type ApproveForUserResponse = ApproveForUserResponses[keyof ApproveForUserResponses];

export type DenyForUserData = {
    body?: Denial;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * An approval’s id.
         */
        approval_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/approvals/{approval_id}/deny';
};

export type DenyForUserErrors = {
    /**
     * `already_resolved`, `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type DenyForUserError = DenyForUserErrors[keyof DenyForUserErrors];

export type DenyForUserResponses = {
    /**
     * Done
     */
    200: Approval;
};

export type DenyForUserResponse = DenyForUserResponses[keyof DenyForUserResponses];

export type ListStopsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/stop';
};

export type ListStopsErrors = {
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`
     */
    403: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListStopsError = ListStopsErrors[keyof ListStopsErrors];

export type ListStopsResponses = {
    /**
     * Done
     */
    200: StopList;
};

export type ListStopsResponse = ListStopsResponses[keyof ListStopsResponses];

export type StopData = {
    body: NewStop;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/stop';
};

export type StopErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type StopError = StopErrors[keyof StopErrors];

export type StopResponses = {
    /**
     * Done
     */
    200: StopDone;
};

export type StopResponse = StopResponses[keyof StopResponses];

export type LiftStopData = {
    body?: never;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        stop_id: string;
    };
    query?: never;
    url: '/v1/stop/{stop_id}';
};

export type LiftStopErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type LiftStopError = LiftStopErrors[keyof LiftStopErrors];

export type LiftStopResponses = {
    /**
     * Done
     */
    200: Stop;
};

export type LiftStopResponse = LiftStopResponses[keyof LiftStopResponses];

export type ListSavedLoginsData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/contexts';
};

export type ListSavedLoginsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListSavedLoginsError = ListSavedLoginsErrors[keyof ListSavedLoginsErrors];

export type ListSavedLoginsResponses = {
    /**
     * Done
     */
    200: SavedLoginList;
};

export type ListSavedLoginsResponse = ListSavedLoginsResponses[keyof ListSavedLoginsResponses];

export type GrantSavedLoginData = {
    body: NewGrant;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        name: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/contexts/{name}/grants';
};

export type GrantSavedLoginErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GrantSavedLoginError = GrantSavedLoginErrors[keyof GrantSavedLoginErrors];

export type GrantSavedLoginResponses = {
    /**
     * Done
     */
    200: Grant;
    /**
     * Made
     */
    201: Grant;
};

export type GrantSavedLoginResponse = GrantSavedLoginResponses[keyof GrantSavedLoginResponses];

export type CheckSavedLoginData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        name: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/contexts/{name}/check';
};

export type CheckSavedLoginErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `domain_not_allowed_by_kit`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `context_not_ready`, `context_in_use`
     */
    409: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `page_failed`
     */
    502: Error;
    /**
     * `no_capacity`
     */
    503: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type CheckSavedLoginError = CheckSavedLoginErrors[keyof CheckSavedLoginErrors];

export type CheckSavedLoginResponses = {
    /**
     * Done
     */
    200: SavedLoginHealth;
};

export type CheckSavedLoginResponse = CheckSavedLoginResponses[keyof CheckSavedLoginResponses];

export type WithdrawGrantData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        name: string;
        grant_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/contexts/{name}/grants/{grant_id}';
};

export type WithdrawGrantErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type WithdrawGrantError = WithdrawGrantErrors[keyof WithdrawGrantErrors];

export type WithdrawGrantResponses = {
    /**
     * Done
     */
    200: GrantWithdrawn;
};

export type WithdrawGrantResponse = WithdrawGrantResponses[keyof WithdrawGrantResponses];

export type RevokeSavedLoginData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        name: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/contexts/{name}';
};

export type RevokeSavedLoginErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type RevokeSavedLoginError = RevokeSavedLoginErrors[keyof RevokeSavedLoginErrors];

export type RevokeSavedLoginResponses = {
    /**
     * Done
     */
    200: SavedLoginRevoked;
};

export type RevokeSavedLoginResponse = RevokeSavedLoginResponses[keyof RevokeSavedLoginResponses];

export type SaveLoginData = {
    body: SaveLogin;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/context';
};

export type SaveLoginErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `grant_required`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `human_in_control`, `duplicate_record`, `context_not_ready`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `page_too_large`, `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `page_failed`
     */
    502: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type SaveLoginError = SaveLoginErrors[keyof SaveLoginErrors];

export type SaveLoginResponses = {
    /**
     * Made
     */
    201: SavedLogin;
};

export type SaveLoginResponse = SaveLoginResponses[keyof SaveLoginResponses];

export type GetArtifactData = {
    body?: never;
    path: {
        artifact_id: string;
    };
    query?: {
        expires?: string;
        signature?: string;
    };
    url: '/v1/artifacts/{artifact_id}';
};

export type GetArtifactErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `artifact_expired`
     */
    410: Error;
    /**
     * `entry_unreadable`, `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetArtifactError = GetArtifactErrors[keyof GetArtifactErrors];

export type GetArtifactResponses = {
    /**
     * Done
     */
    200: Blob | File;
};

export type GetArtifactResponse = GetArtifactResponses[keyof GetArtifactResponses];

export type ListSessionsData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: {
        status?: SessionStatus;
        /**
         * At most this many.
         */
        limit?: number;
        /**
         * The next_cursor of the page before.
         */
        cursor?: string;
    };
    url: '/v1/users/{user_id}/browser/sessions';
};

export type ListSessionsErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type ListSessionsError = ListSessionsErrors[keyof ListSessionsErrors];

export type ListSessionsResponses = {
    /**
     * Done
     */
    200: SessionList;
};

export type ListSessionsResponse = ListSessionsResponses[keyof ListSessionsResponses];

export type CreateSessionData = {
    body: CreateSession;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions';
};

export type CreateSessionErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `stopped`, `limit_reached`, `domain_not_allowed_by_kit`, `grant_required`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `context_in_use`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `too_many_sessions`, `rate_limited`
     */
    429: Error;
    /**
     * `entry_unreadable`, `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `not_configured`
     */
    501: Error;
    /**
     * `page_failed`
     */
    502: Error;
    /**
     * `no_capacity`
     */
    503: Error;
};

export type CreateSessionError = CreateSessionErrors[keyof CreateSessionErrors];

export type CreateSessionResponses = {
    /**
     * Made
     */
    201: CreatedSession;
};

export type CreateSessionResponse = CreateSessionResponses[keyof CreateSessionResponses];

export type CloseSessionData = {
    body?: never;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}';
};

export type CloseSessionErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type CloseSessionError = CloseSessionErrors[keyof CloseSessionErrors];

export type CloseSessionResponses = {
    /**
     * Done
     */
    200: Session;
};

export type CloseSessionResponse = CloseSessionResponses[keyof CloseSessionResponses];

export type GetSessionData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}';
};

export type GetSessionErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetSessionError = GetSessionErrors[keyof GetSessionErrors];

export type GetSessionResponses = {
    /**
     * Done
     */
    200: Session;
};

export type GetSessionResponse = GetSessionResponses[keyof GetSessionResponses];

export type NavigateData = {
    body: Navigate;
    headers: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key': string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/navigate';
};

export type NavigateErrors = {
    /**
     * `scheme_not_allowed`, `validation`, `malformed_json`, `idempotency_key_required`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `session_ceiling`, `daily_budget`
     */
    402: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `grant_required`, `limit_reached`, `domain_not_allowed`, `address_not_allowed`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `human_in_control`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `crashed`, `page_failed`, `dns`, `refused`, `tls`, `reset`, `aborted`, `no_effect`
     */
    502: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type NavigateError = NavigateErrors[keyof NavigateErrors];

export type NavigateResponses = {
    /**
     * Done
     */
    200: Navigated;
};

export type NavigateResponse = NavigateResponses[keyof NavigateResponses];

export type ObserveData = {
    body?: Observe;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/observe';
};

export type ObserveErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `session_ceiling`, `daily_budget`
     */
    402: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `grant_required`, `limit_reached`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `human_in_control`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `crashed`, `page_failed`
     */
    502: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type ObserveError = ObserveErrors[keyof ObserveErrors];

export type ObserveResponses = {
    /**
     * Done
     */
    200: Observed;
};

export type ObserveResponse = ObserveResponses[keyof ObserveResponses];

export type ActData = {
    body: Act;
    headers: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key': string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/act';
};

export type ActErrors = {
    /**
     * `scheme_not_allowed`, `validation`, `malformed_json`, `idempotency_key_required`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `session_ceiling`, `daily_budget`
     */
    402: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `grant_required`, `limit_reached`, `domain_not_allowed`, `address_not_allowed`, `secret_in_instruction`, `write_not_allowed`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `human_in_control`, `target_changed`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `instruction_not_understood`, `action_not_supported`, `target_not_found`, `target_ambiguous`, `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `crashed`, `page_failed`, `dns`, `refused`, `tls`, `reset`, `aborted`, `no_effect`
     */
    502: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type ActError = ActErrors[keyof ActErrors];

export type ActResponses = {
    /**
     * Done
     */
    200: Acted;
};

export type ActResponse = ActResponses[keyof ActResponses];

export type ExtractData = {
    body: Extract;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/extract';
};

export type ExtractErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `session_ceiling`, `daily_budget`
     */
    402: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `grant_required`, `limit_reached`, `secret_in_instruction`, `read_restricted`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `human_in_control`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `page_too_large`, `payload_too_large`
     */
    413: Error;
    /**
     * `nothing_found`, `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `crashed`, `page_failed`
     */
    502: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type ExtractError = ExtractErrors[keyof ExtractErrors];

export type ExtractResponses = {
    /**
     * Done
     */
    200: Extracted;
};

export type ExtractResponse = ExtractResponses[keyof ExtractResponses];

export type LinksData = {
    body?: FindLinks;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/links';
};

export type LinksErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `session_ceiling`, `daily_budget`
     */
    402: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `grant_required`, `limit_reached`, `read_restricted`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `human_in_control`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `crashed`, `page_failed`
     */
    502: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type LinksError = LinksErrors[keyof LinksErrors];

export type LinksResponses = {
    /**
     * Done
     */
    200: Links;
};

export type LinksResponse = LinksResponses[keyof LinksResponses];

export type ScreenshotData = {
    body?: TakeScreenshot;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/screenshot';
};

export type ScreenshotErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `session_ceiling`, `daily_budget`
     */
    402: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `grant_required`, `limit_reached`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `human_in_control`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `crashed`, `page_failed`
     */
    502: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type ScreenshotError = ScreenshotErrors[keyof ScreenshotErrors];

export type ScreenshotResponses = {
    /**
     * Done
     */
    200: Screenshot;
};

export type ScreenshotResponse = ScreenshotResponses[keyof ScreenshotResponses];

export type SaveCredentialData = {
    body: SaveCredential;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/credentials';
};

export type SaveCredentialErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `duplicate_record`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type SaveCredentialError = SaveCredentialErrors[keyof SaveCredentialErrors];

export type SaveCredentialResponses = {
    /**
     * Made
     */
    201: SavedCredential;
};

export type SaveCredentialResponse = SaveCredentialResponses[keyof SaveCredentialResponses];

export type LoginData = {
    body: Login;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/login';
};

export type LoginErrors = {
    /**
     * `scheme_not_allowed`, `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `session_ceiling`, `daily_budget`
     */
    402: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `grant_required`, `limit_reached`, `domain_not_allowed`, `address_not_allowed`, `stopped`, `domain_not_allowed_by_kit`, `credential_site_mismatch`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `human_in_control`, `origin_unbound`, `duplicate_record`, `context_not_ready`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `target_not_found`, `idempotency_key_reused`
     */
    422: Error;
    /**
     * `too_many_sessions`, `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `crashed`, `page_failed`, `dns`, `refused`, `tls`, `reset`, `aborted`, `no_effect`, `form_posts_elsewhere`, `form_not_found`, `form_refused`, `invalid_credentials`, `otp_required`, `captcha_required`, `no_navigation_after_submit`, `outcome_unclear`, `secret_in_address`
     */
    502: Error;
    /**
     * `no_capacity`
     */
    503: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type LoginError = LoginErrors[keyof LoginErrors];

export type LoginResponses = {
    /**
     * Done
     */
    200: LoggedIn;
};

export type LoginResponse = LoginResponses[keyof LoginResponses];

export type SignupData = {
    body: Signup;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/signup';
};

export type SignupErrors = {
    /**
     * `scheme_not_allowed`, `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `session_ceiling`, `daily_budget`
     */
    402: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `not_session_owner`, `grant_required`, `limit_reached`, `domain_not_allowed`, `address_not_allowed`, `stopped`, `domain_not_allowed_by_kit`, `credential_site_mismatch`, `agent_key_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `human_in_control`, `profile_email_missing`, `duplicate_record`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `target_not_found`, `idempotency_key_reused`
     */
    422: Error;
    /**
     * `too_many_sessions`, `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `crashed`, `page_failed`, `dns`, `refused`, `tls`, `reset`, `aborted`, `no_effect`, `form_posts_elsewhere`, `form_not_found`, `form_refused`, `invalid_credentials`, `otp_required`, `captcha_required`, `no_navigation_after_submit`, `outcome_unclear`, `secret_in_address`
     */
    502: Error;
    /**
     * `no_capacity`
     */
    503: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type SignupError = SignupErrors[keyof SignupErrors];

export type SignupResponses = {
    /**
     * Made
     */
    201: SignedUp;
    /**
     * Waits for a human
     */
    202: PendingApproval;
};

export type SignupResponse = SignupResponses[keyof SignupResponses];

export type OpenLiveViewData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/live-view';
};

export type OpenLiveViewErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `human_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type OpenLiveViewError = OpenLiveViewErrors[keyof OpenLiveViewErrors];

export type OpenLiveViewResponses = {
    /**
     * Done
     */
    200: LiveViewLink;
};

export type OpenLiveViewResponse = OpenLiveViewResponses[keyof OpenLiveViewResponses];

export type GetPreviewData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/preview';
};

export type GetPreviewErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `human_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `human_in_control`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `page_failed`
     */
    502: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type GetPreviewError = GetPreviewErrors[keyof GetPreviewErrors];

export type GetPreviewResponses = {
    /**
     * Done
     */
    200: Blob | File;
};

export type GetPreviewResponse = GetPreviewResponses[keyof GetPreviewResponses];

export type GetPictureData = {
    body?: never;
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
        picture_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/pictures/{picture_id}';
};

export type GetPictureErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `human_required`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetPictureError = GetPictureErrors[keyof GetPictureErrors];

export type GetPictureResponses = {
    /**
     * Done
     */
    200: Blob | File;
};

export type GetPictureResponse = GetPictureResponses[keyof GetPictureResponses];

export type StopSessionData = {
    body?: never;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/stop';
};

export type StopSessionErrors = {
    /**
     * `validation`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type StopSessionError = StopSessionErrors[keyof StopSessionErrors];

export type StopSessionResponses = {
    /**
     * Done
     */
    200: Session;
};

export type StopSessionResponse = StopSessionResponses[keyof StopSessionResponses];

export type StartHumanLoginData = {
    body: StartHumanLogin;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/human-logins';
};

export type StartHumanLoginErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `stopped`, `domain_not_allowed_by_kit`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `duplicate_record`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `too_many_sessions`, `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `no_capacity`
     */
    503: Error;
};

export type StartHumanLoginError = StartHumanLoginErrors[keyof StartHumanLoginErrors];

export type StartHumanLoginResponses = {
    /**
     * Made
     */
    201: HumanLogin;
};

export type StartHumanLoginResponse = StartHumanLoginResponses[keyof StartHumanLoginResponses];

export type SaveHumanLoginData = {
    body?: SaveHumanLogin;
    headers?: {
        /**
         * 1 to 255 visible ASCII characters, new for each new request. The same key and request get the first answer again, for 24 hours, with idempotent-replay: true.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * A user’s id, its external_id, or `default` for the workspace’s default user.
         */
        user_id: string;
        /**
         * The session_id of createSession.
         */
        session_id: string;
    };
    query?: never;
    url: '/v1/users/{user_id}/browser/human-logins/{session_id}/save';
};

export type SaveHumanLoginErrors = {
    /**
     * `validation`, `malformed_json`
     */
    400: Error;
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `primitive_disabled_by_kit`, `user_suspended`, `human_required`, `csrf`
     */
    403: Error;
    /**
     * `not_found`
     */
    404: Error;
    /**
     * `session_busy`, `duplicate_record`, `context_not_ready`, `idempotency_in_progress`, `outcome_unknown`, `answer_not_kept`
     */
    409: Error;
    /**
     * `session_ended`
     */
    410: Error;
    /**
     * `page_too_large`, `payload_too_large`
     */
    413: Error;
    /**
     * `idempotency_key_reused`
     */
    422: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * `page_failed`
     */
    502: Error;
    /**
     * `timeout`
     */
    504: Error;
};

export type SaveHumanLoginError = SaveHumanLoginErrors[keyof SaveHumanLoginErrors];

export type SaveHumanLoginResponses = {
    /**
     * Made
     */
    201: SavedLogin;
};

export type SaveHumanLoginResponse = SaveHumanLoginResponses[keyof SaveHumanLoginResponses];

export type GetHealthData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/healthz';
};

export type GetHealthErrors = {
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetHealthError = GetHealthErrors[keyof GetHealthErrors];

export type GetHealthResponses = {
    /**
     * Done
     */
    200: Health;
};

export type GetHealthResponse = GetHealthResponses[keyof GetHealthResponses];

export type GetReadinessData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/readyz';
};

export type GetReadinessErrors = {
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
    /**
     * Not ready
     */
    503: Readiness;
};

export type GetReadinessError = GetReadinessErrors[keyof GetReadinessErrors];

export type GetReadinessResponses = {
    /**
     * Done
     */
    200: Readiness;
};

export type GetReadinessResponse = GetReadinessResponses[keyof GetReadinessResponses];

export type GetMetricsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/metrics';
};

export type GetMetricsErrors = {
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type GetMetricsError = GetMetricsErrors[keyof GetMetricsErrors];

export type GetMetricsResponses = {
    /**
     * Done
     */
    200: string;
};

export type GetMetricsResponse = GetMetricsResponses[keyof GetMetricsResponses];

export type RunDoctorData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/doctor';
};

export type RunDoctorErrors = {
    /**
     * `unauthorized`
     */
    401: Error;
    /**
     * `human_required`, `owner_required`
     */
    403: Error;
    /**
     * `rate_limited`
     */
    429: Error;
    /**
     * `internal_error`, `storage_failed`
     */
    500: Error;
};

export type RunDoctorError = RunDoctorErrors[keyof RunDoctorErrors];

export type RunDoctorResponses = {
    /**
     * Done
     */
    200: Findings;
};

export type RunDoctorResponse = RunDoctorResponses[keyof RunDoctorResponses];
