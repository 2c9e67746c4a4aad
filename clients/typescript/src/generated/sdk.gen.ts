// Made from docs/openapi.json by `bun run openapi`.
// @ts-nocheck

import { client } from './client.gen.ts';
import type { Client, ClientMeta, Options as Options2, RequestResult, ServerSentEventsResult, TDataShape } from './client/index.ts';
import type { ActData, ActErrors, ActResponses, ApproveData, ApproveErrors, ApproveForUserData, ApproveForUserErrors, ApproveForUserResponses, ApproveResponses, AssignKitData, AssignKitErrors, AssignKitResponses, ChangePasswordData, ChangePasswordErrors, ChangePasswordResponses, CheckSavedLoginData, CheckSavedLoginErrors, CheckSavedLoginResponses, CloseSessionData, CloseSessionErrors, CloseSessionResponses, ConfirmTotpData, ConfirmTotpErrors, ConfirmTotpResponses, CreateAgentData, CreateAgentErrors, CreateAgentResponses, CreateKeyData, CreateKeyErrors, CreateKeyResponses, CreateKitData, CreateKitErrors, CreateKitResponses, CreateSessionData, CreateSessionErrors, CreateSessionResponses, CreateUserData, CreateUserErrors, CreateUserResponses, DeleteKitData, DeleteKitErrors, DeleteKitResponses, DeleteUserData, DeleteUserErrors, DeleteUserResponses, DeleteVaultEntryData, DeleteVaultEntryErrors, DeleteVaultEntryResponses, DenyData, DenyErrors, DenyForUserData, DenyForUserErrors, DenyForUserResponses, DenyResponses, DisableAgentData, DisableAgentErrors, DisableAgentResponses, ExtractData, ExtractErrors, ExtractResponses, GetAgentData, GetAgentErrors, GetAgentResponses, GetApprovalData, GetApprovalErrors, GetApprovalResponses, GetArtifactData, GetArtifactErrors, GetArtifactResponses, GetHealthData, GetHealthErrors, GetHealthResponses, GetKitData, GetKitErrors, GetKitResponses, GetMeData, GetMeErrors, GetMeResponses, GetMetricsData, GetMetricsErrors, GetMetricsResponses, GetPictureData, GetPictureErrors, GetPictureResponses, GetPreviewData, GetPreviewErrors, GetPreviewResponses, GetReadinessData, GetReadinessErrors, GetReadinessResponses, GetSessionData, GetSessionErrors, GetSessionResponses, GetUsageData, GetUsageErrors, GetUsageResponses, GetUserApprovalData, GetUserApprovalErrors, GetUserApprovalResponses, GetUserData, GetUserErrors, GetUserResponses, GrantSavedLoginData, GrantSavedLoginErrors, GrantSavedLoginResponses, LiftStopData, LiftStopErrors, LiftStopResponses, LinksData, LinksErrors, LinksResponses, ListAgentsData, ListAgentsErrors, ListAgentsResponses, ListApprovalsData, ListApprovalsErrors, ListApprovalsResponses, ListKeysData, ListKeysErrors, ListKeysResponses, ListKitsData, ListKitsErrors, ListKitsResponses, ListLogsData, ListLogsErrors, ListLogsResponses, ListSavedLoginsData, ListSavedLoginsErrors, ListSavedLoginsResponses, ListSessionsData, ListSessionsErrors, ListSessionsResponses, ListSignInsData, ListSignInsErrors, ListSignInsResponses, ListStopsData, ListStopsErrors, ListStopsResponses, ListUserApprovalsData, ListUserApprovalsErrors, ListUserApprovalsResponses, ListUserLogsData, ListUserLogsErrors, ListUserLogsResponses, ListUsersData, ListUsersErrors, ListUsersResponses, ListVaultEntriesData, ListVaultEntriesErrors, ListVaultEntriesResponses, LoginData, LoginErrors, LoginResponses, NavigateData, NavigateErrors, NavigateResponses, ObserveData, ObserveErrors, ObserveResponses, OpenLiveViewData, OpenLiveViewErrors, OpenLiveViewResponses, ProposeTotpData, ProposeTotpErrors, ProposeTotpResponses, PutVaultEntryData, PutVaultEntryErrors, PutVaultEntryResponses, RemoveTotpData, RemoveTotpErrors, RemoveTotpResponses, RevealVaultEntryData, RevealVaultEntryErrors, RevealVaultEntryResponses, RevokeKeyData, RevokeKeyErrors, RevokeKeyResponses, RevokeSavedLoginData, RevokeSavedLoginErrors, RevokeSavedLoginResponses, RevokeSignInData, RevokeSignInErrors, RevokeSignInResponses, RotateVaultEntryData, RotateVaultEntryErrors, RotateVaultEntryResponses, RunDoctorData, RunDoctorErrors, RunDoctorResponses, SaveCredentialData, SaveCredentialErrors, SaveCredentialResponses, SaveHumanLoginData, SaveHumanLoginErrors, SaveHumanLoginResponses, SaveLoginData, SaveLoginErrors, SaveLoginResponses, ScreenshotData, ScreenshotErrors, ScreenshotResponses, SignInData, SignInErrors, SignInResponses, SignOutData, SignOutErrors, SignOutResponses, SignupData, SignupErrors, SignupResponses, StartHumanLoginData, StartHumanLoginErrors, StartHumanLoginResponses, StopData, StopErrors, StopResponses, StopSessionData, StopSessionErrors, StopSessionResponses, StreamLogsData, StreamLogsErrors, StreamLogsResponse, StreamLogsResponses, StreamUserLogsData, StreamUserLogsErrors, StreamUserLogsResponse, StreamUserLogsResponses, UpdateAgentData, UpdateAgentErrors, UpdateAgentResponses, UpdateKitData, UpdateKitErrors, UpdateKitResponses, UpdateUserData, UpdateUserErrors, UpdateUserResponses, WithdrawGrantData, WithdrawGrantErrors, WithdrawGrantResponses } from './types.gen.ts';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};

/**
 * Sign in to the dashboard
 *
 * Sets the cookie chaperone_session. The answers do not tell which accounts exist.
 */
export const signIn = <ThrowOnError extends boolean = false>(options: Options<SignInData, ThrowOnError>): RequestResult<SignInResponses, SignInErrors, ThrowOnError> => (options.client ?? client).post<SignInResponses, SignInErrors, ThrowOnError>({
    url: '/v1/auth/login',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Sign out of the dashboard
 */
export const signOut = <ThrowOnError extends boolean = false>(options?: Options<SignOutData, ThrowOnError>): RequestResult<SignOutResponses, SignOutErrors, ThrowOnError> => (options?.client ?? client).post<SignOutResponses, SignOutErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/logout',
    ...options
});

/**
 * See who is asking
 */
export const getMe = <ThrowOnError extends boolean = false>(options?: Options<GetMeData, ThrowOnError>): RequestResult<GetMeResponses, GetMeErrors, ThrowOnError> => (options?.client ?? client).get<GetMeResponses, GetMeErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/me',
    ...options
});

/**
 * List where one is signed in to the dashboard
 */
export const listSignIns = <ThrowOnError extends boolean = false>(options?: Options<ListSignInsData, ThrowOnError>): RequestResult<ListSignInsResponses, ListSignInsErrors, ThrowOnError> => (options?.client ?? client).get<ListSignInsResponses, ListSignInsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/sessions',
    ...options
});

/**
 * Sign out elsewhere
 */
export const revokeSignIn = <ThrowOnError extends boolean = false>(options: Options<RevokeSignInData, ThrowOnError>): RequestResult<RevokeSignInResponses, RevokeSignInErrors, ThrowOnError> => (options.client ?? client).delete<RevokeSignInResponses, RevokeSignInErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/sessions/{session_id}',
    ...options
});

/**
 * Change one’s password
 *
 * Signs out everywhere else.
 */
export const changePassword = <ThrowOnError extends boolean = false>(options: Options<ChangePasswordData, ThrowOnError>): RequestResult<ChangePasswordResponses, ChangePasswordErrors, ThrowOnError> => (options.client ?? client).post<ChangePasswordResponses, ChangePasswordErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/password',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Get a secret for one-time codes
 */
export const proposeTotp = <ThrowOnError extends boolean = false>(options: Options<ProposeTotpData, ThrowOnError>): RequestResult<ProposeTotpResponses, ProposeTotpErrors, ThrowOnError> => (options.client ?? client).post<ProposeTotpResponses, ProposeTotpErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/totp',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Turn one-time codes on
 */
export const confirmTotp = <ThrowOnError extends boolean = false>(options: Options<ConfirmTotpData, ThrowOnError>): RequestResult<ConfirmTotpResponses, ConfirmTotpErrors, ThrowOnError> => (options.client ?? client).post<ConfirmTotpResponses, ConfirmTotpErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/totp/confirm',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Turn one-time codes off
 */
export const removeTotp = <ThrowOnError extends boolean = false>(options: Options<RemoveTotpData, ThrowOnError>): RequestResult<RemoveTotpResponses, RemoveTotpErrors, ThrowOnError> => (options.client ?? client).post<RemoveTotpResponses, RemoveTotpErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/totp/remove',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List agents
 */
export const listAgents = <ThrowOnError extends boolean = false>(options?: Options<ListAgentsData, ThrowOnError>): RequestResult<ListAgentsResponses, ListAgentsErrors, ThrowOnError> => (options?.client ?? client).get<ListAgentsResponses, ListAgentsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/agents',
    ...options
});

/**
 * Make an agent
 */
export const createAgent = <ThrowOnError extends boolean = false>(options: Options<CreateAgentData, ThrowOnError>): RequestResult<CreateAgentResponses, CreateAgentErrors, ThrowOnError> => (options.client ?? client).post<CreateAgentResponses, CreateAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/agents',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Disable an agent; its keys end at once
 */
export const disableAgent = <ThrowOnError extends boolean = false>(options: Options<DisableAgentData, ThrowOnError>): RequestResult<DisableAgentResponses, DisableAgentErrors, ThrowOnError> => (options.client ?? client).delete<DisableAgentResponses, DisableAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/agents/{agent_id}',
    ...options
});

/**
 * Read an agent
 */
export const getAgent = <ThrowOnError extends boolean = false>(options: Options<GetAgentData, ThrowOnError>): RequestResult<GetAgentResponses, GetAgentErrors, ThrowOnError> => (options.client ?? client).get<GetAgentResponses, GetAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/agents/{agent_id}',
    ...options
});

/**
 * Rename an agent, change its roles, or disable it
 */
export const updateAgent = <ThrowOnError extends boolean = false>(options: Options<UpdateAgentData, ThrowOnError>): RequestResult<UpdateAgentResponses, UpdateAgentErrors, ThrowOnError> => (options.client ?? client).patch<UpdateAgentResponses, UpdateAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/agents/{agent_id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List API keys, without the keys themselves
 */
export const listKeys = <ThrowOnError extends boolean = false>(options?: Options<ListKeysData, ThrowOnError>): RequestResult<ListKeysResponses, ListKeysErrors, ThrowOnError> => (options?.client ?? client).get<ListKeysResponses, ListKeysErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/keys',
    ...options
});

/**
 * Make an API key, which is shown in this answer alone
 */
export const createKey = <ThrowOnError extends boolean = false>(options: Options<CreateKeyData, ThrowOnError>): RequestResult<CreateKeyResponses, CreateKeyErrors, ThrowOnError> => (options.client ?? client).post<CreateKeyResponses, CreateKeyErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/keys',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * End an API key at once
 */
export const revokeKey = <ThrowOnError extends boolean = false>(options: Options<RevokeKeyData, ThrowOnError>): RequestResult<RevokeKeyResponses, RevokeKeyErrors, ThrowOnError> => (options.client ?? client).delete<RevokeKeyResponses, RevokeKeyErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/auth/keys/{key_id}',
    ...options
});

/**
 * List Account Kits
 */
export const listKits = <ThrowOnError extends boolean = false>(options?: Options<ListKitsData, ThrowOnError>): RequestResult<ListKitsResponses, ListKitsErrors, ThrowOnError> => (options?.client ?? client).get<ListKitsResponses, ListKitsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/account-kits',
    ...options
});

/**
 * Make an Account Kit
 */
export const createKit = <ThrowOnError extends boolean = false>(options: Options<CreateKitData, ThrowOnError>): RequestResult<CreateKitResponses, CreateKitErrors, ThrowOnError> => (options.client ?? client).post<CreateKitResponses, CreateKitErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/account-kits',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete an Account Kit that no user is under
 */
export const deleteKit = <ThrowOnError extends boolean = false>(options: Options<DeleteKitData, ThrowOnError>): RequestResult<DeleteKitResponses, DeleteKitErrors, ThrowOnError> => (options.client ?? client).delete<DeleteKitResponses, DeleteKitErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/account-kits/{kit_id}',
    ...options
});

/**
 * Read an Account Kit
 */
export const getKit = <ThrowOnError extends boolean = false>(options: Options<GetKitData, ThrowOnError>): RequestResult<GetKitResponses, GetKitErrors, ThrowOnError> => (options.client ?? client).get<GetKitResponses, GetKitErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/account-kits/{kit_id}',
    ...options
});

/**
 * Change an Account Kit
 */
export const updateKit = <ThrowOnError extends boolean = false>(options: Options<UpdateKitData, ThrowOnError>): RequestResult<UpdateKitResponses, UpdateKitErrors, ThrowOnError> => (options.client ?? client).patch<UpdateKitResponses, UpdateKitErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/account-kits/{kit_id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List users
 */
export const listUsers = <ThrowOnError extends boolean = false>(options?: Options<ListUsersData, ThrowOnError>): RequestResult<ListUsersResponses, ListUsersErrors, ThrowOnError> => (options?.client ?? client).get<ListUsersResponses, ListUsersErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users',
    ...options
});

/**
 * Make a user
 */
export const createUser = <ThrowOnError extends boolean = false>(options: Options<CreateUserData, ThrowOnError>): RequestResult<CreateUserResponses, CreateUserErrors, ThrowOnError> => (options.client ?? client).post<CreateUserResponses, CreateUserErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete a user; its records stay
 */
export const deleteUser = <ThrowOnError extends boolean = false>(options: Options<DeleteUserData, ThrowOnError>): RequestResult<DeleteUserResponses, DeleteUserErrors, ThrowOnError> => (options.client ?? client).delete<DeleteUserResponses, DeleteUserErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}',
    ...options
});

/**
 * Read a user
 */
export const getUser = <ThrowOnError extends boolean = false>(options: Options<GetUserData, ThrowOnError>): RequestResult<GetUserResponses, GetUserErrors, ThrowOnError> => (options.client ?? client).get<GetUserResponses, GetUserErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}',
    ...options
});

/**
 * Change a user
 */
export const updateUser = <ThrowOnError extends boolean = false>(options: Options<UpdateUserData, ThrowOnError>): RequestResult<UpdateUserResponses, UpdateUserErrors, ThrowOnError> => (options.client ?? client).patch<UpdateUserResponses, UpdateUserErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Put a user under an Account Kit
 */
export const assignKit = <ThrowOnError extends boolean = false>(options: Options<AssignKitData, ThrowOnError>): RequestResult<AssignKitResponses, AssignKitErrors, ThrowOnError> => (options.client ?? client).post<AssignKitResponses, AssignKitErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/account-kits/{kit_id}/users/{user_id}/assign',
    ...options
});

/**
 * Read what was done for a user, newest first
 */
export const listUserLogs = <ThrowOnError extends boolean = false>(options: Options<ListUserLogsData, ThrowOnError>): RequestResult<ListUserLogsResponses, ListUserLogsErrors, ThrowOnError> => (options.client ?? client).get<ListUserLogsResponses, ListUserLogsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/logs',
    ...options
});

/**
 * Follow what is done for a user
 *
 * Server-sent events named activity.logged, each with one event of the log; Last-Event-ID resumes.
 */
export const streamUserLogs = <ThrowOnError extends boolean = false>(options: Options<StreamUserLogsData, ThrowOnError, StreamUserLogsResponse>): Promise<ServerSentEventsResult<StreamUserLogsResponses>> => (options.client ?? client).sse.get<StreamUserLogsResponses, StreamUserLogsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/logs/stream',
    ...options
});

/**
 * Read what was done in the workspace, newest first
 */
export const listLogs = <ThrowOnError extends boolean = false>(options?: Options<ListLogsData, ThrowOnError>): RequestResult<ListLogsResponses, ListLogsErrors, ThrowOnError> => (options?.client ?? client).get<ListLogsResponses, ListLogsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/logs',
    ...options
});

/**
 * Follow what is done in the workspace
 *
 * Server-sent events named activity.logged, each with one event of the log; Last-Event-ID resumes.
 */
export const streamLogs = <ThrowOnError extends boolean = false>(options?: Options<StreamLogsData, ThrowOnError, StreamLogsResponse>): Promise<ServerSentEventsResult<StreamLogsResponses>> => (options?.client ?? client).sse.get<StreamLogsResponses, StreamLogsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/logs/stream',
    ...options
});

/**
 * See what was charged, by day, by action, and charge by charge
 */
export const getUsage = <ThrowOnError extends boolean = false>(options?: Options<GetUsageData, ThrowOnError>): RequestResult<GetUsageResponses, GetUsageErrors, ThrowOnError> => (options?.client ?? client).get<GetUsageResponses, GetUsageErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/usage',
    ...options
});

/**
 * List the names of a user’s vault entries, without their values
 */
export const listVaultEntries = <ThrowOnError extends boolean = false>(options: Options<ListVaultEntriesData, ThrowOnError>): RequestResult<ListVaultEntriesResponses, ListVaultEntriesErrors, ThrowOnError> => (options.client ?? client).get<ListVaultEntriesResponses, ListVaultEntriesErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/vault',
    ...options
});

/**
 * Delete a vault entry
 */
export const deleteVaultEntry = <ThrowOnError extends boolean = false>(options: Options<DeleteVaultEntryData, ThrowOnError>): RequestResult<DeleteVaultEntryResponses, DeleteVaultEntryErrors, ThrowOnError> => (options.client ?? client).delete<DeleteVaultEntryResponses, DeleteVaultEntryErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/vault/{key}',
    ...options
});

/**
 * Store a value under a name
 *
 * An agent cannot replace what a human stored.
 */
export const putVaultEntry = <ThrowOnError extends boolean = false>(options: Options<PutVaultEntryData, ThrowOnError>): RequestResult<PutVaultEntryResponses, PutVaultEntryErrors, ThrowOnError> => (options.client ?? client).put<PutVaultEntryResponses, PutVaultEntryErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/vault/{key}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Show a value, against the human’s password
 */
export const revealVaultEntry = <ThrowOnError extends boolean = false>(options: Options<RevealVaultEntryData, ThrowOnError>): RequestResult<RevealVaultEntryResponses, RevealVaultEntryErrors, ThrowOnError> => (options.client ?? client).post<RevealVaultEntryResponses, RevealVaultEntryErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/vault/{key}/reveal',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Replace a value, or encrypt it anew
 */
export const rotateVaultEntry = <ThrowOnError extends boolean = false>(options: Options<RotateVaultEntryData, ThrowOnError>): RequestResult<RotateVaultEntryResponses, RotateVaultEntryErrors, ThrowOnError> => (options.client ?? client).post<RotateVaultEntryResponses, RotateVaultEntryErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/vault/{key}/rotate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List the workspace’s approvals, newest first
 */
export const listApprovals = <ThrowOnError extends boolean = false>(options?: Options<ListApprovalsData, ThrowOnError>): RequestResult<ListApprovalsResponses, ListApprovalsErrors, ThrowOnError> => (options?.client ?? client).get<ListApprovalsResponses, ListApprovalsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/approvals',
    ...options
});

/**
 * Read an approval
 */
export const getApproval = <ThrowOnError extends boolean = false>(options: Options<GetApprovalData, ThrowOnError>): RequestResult<GetApprovalResponses, GetApprovalErrors, ThrowOnError> => (options.client ?? client).get<GetApprovalResponses, GetApprovalErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/approvals/{approval_id}',
    ...options
});

/**
 * Approve, and run what was asked for, once
 *
 * An approval whose run failed is status failed with its error; one that was decided before is refused.
 */
export const approve = <ThrowOnError extends boolean = false>(options: Options<ApproveData, ThrowOnError>): RequestResult<ApproveResponses, ApproveErrors, ThrowOnError> => (options.client ?? client).post<ApproveResponses, ApproveErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/approvals/{approval_id}/approve',
    ...options
});

/**
 * Deny what was asked for
 */
export const deny = <ThrowOnError extends boolean = false>(options: Options<DenyData, ThrowOnError>): RequestResult<DenyResponses, DenyErrors, ThrowOnError> => (options.client ?? client).post<DenyResponses, DenyErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/approvals/{approval_id}/deny',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List a user’s approvals, newest first
 */
export const listUserApprovals = <ThrowOnError extends boolean = false>(options: Options<ListUserApprovalsData, ThrowOnError>): RequestResult<ListUserApprovalsResponses, ListUserApprovalsErrors, ThrowOnError> => (options.client ?? client).get<ListUserApprovalsResponses, ListUserApprovalsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/approvals',
    ...options
});

/**
 * Read an approval of a user
 */
export const getUserApproval = <ThrowOnError extends boolean = false>(options: Options<GetUserApprovalData, ThrowOnError>): RequestResult<GetUserApprovalResponses, GetUserApprovalErrors, ThrowOnError> => (options.client ?? client).get<GetUserApprovalResponses, GetUserApprovalErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/approvals/{approval_id}',
    ...options
});

/**
 * Approve for a user, and run what was asked for, once
 *
 * An approval whose run failed is status failed with its error; one that was decided before is refused.
 */
export const approveForUser = <ThrowOnError extends boolean = false>(options: Options<ApproveForUserData, ThrowOnError>): RequestResult<ApproveForUserResponses, ApproveForUserErrors, ThrowOnError> => (options.client ?? client).post<ApproveForUserResponses, ApproveForUserErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/approvals/{approval_id}/approve',
    ...options
});

/**
 * Deny what was asked for a user
 */
export const denyForUser = <ThrowOnError extends boolean = false>(options: Options<DenyForUserData, ThrowOnError>): RequestResult<DenyForUserResponses, DenyForUserErrors, ThrowOnError> => (options.client ?? client).post<DenyForUserResponses, DenyForUserErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/approvals/{approval_id}/deny',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List what is stopped
 */
export const listStops = <ThrowOnError extends boolean = false>(options?: Options<ListStopsData, ThrowOnError>): RequestResult<ListStopsResponses, ListStopsErrors, ThrowOnError> => (options?.client ?? client).get<ListStopsResponses, ListStopsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/stop',
    ...options
});

/**
 * End every session of a workspace, a user, an agent or a saved login, and refuse new ones
 *
 * Running actions are cut off. A saved login is not saved back.
 */
export const stop = <ThrowOnError extends boolean = false>(options: Options<StopData, ThrowOnError>): RequestResult<StopResponses, StopErrors, ThrowOnError> => (options.client ?? client).post<StopResponses, StopErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/stop',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Allow sessions again
 */
export const liftStop = <ThrowOnError extends boolean = false>(options: Options<LiftStopData, ThrowOnError>): RequestResult<LiftStopResponses, LiftStopErrors, ThrowOnError> => (options.client ?? client).delete<LiftStopResponses, LiftStopErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/stop/{stop_id}',
    ...options
});

/**
 * List a user’s saved logins and who was granted them
 */
export const listSavedLogins = <ThrowOnError extends boolean = false>(options: Options<ListSavedLoginsData, ThrowOnError>): RequestResult<ListSavedLoginsResponses, ListSavedLoginsErrors, ThrowOnError> => (options.client ?? client).get<ListSavedLoginsResponses, ListSavedLoginsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/contexts',
    ...options
});

/**
 * Let an agent, or every agent of a role, reopen a saved login
 *
 * Granting again changes nothing and answers 200.
 */
export const grantSavedLogin = <ThrowOnError extends boolean = false>(options: Options<GrantSavedLoginData, ThrowOnError>): RequestResult<GrantSavedLoginResponses, GrantSavedLoginErrors, ThrowOnError> => (options.client ?? client).post<GrantSavedLoginResponses, GrantSavedLoginErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/contexts/{name}/grants',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Look whether a saved login still signs in
 */
export const checkSavedLogin = <ThrowOnError extends boolean = false>(options: Options<CheckSavedLoginData, ThrowOnError>): RequestResult<CheckSavedLoginResponses, CheckSavedLoginErrors, ThrowOnError> => (options.client ?? client).post<CheckSavedLoginResponses, CheckSavedLoginErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/contexts/{name}/check',
    ...options
});

/**
 * Take a grant back
 */
export const withdrawGrant = <ThrowOnError extends boolean = false>(options: Options<WithdrawGrantData, ThrowOnError>): RequestResult<WithdrawGrantResponses, WithdrawGrantErrors, ThrowOnError> => (options.client ?? client).delete<WithdrawGrantResponses, WithdrawGrantErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/contexts/{name}/grants/{grant_id}',
    ...options
});

/**
 * Destroy a saved login, for everybody
 *
 * Its key is destroyed, then the file, and every session open on it ends. Irreversible.
 */
export const revokeSavedLogin = <ThrowOnError extends boolean = false>(options: Options<RevokeSavedLoginData, ThrowOnError>): RequestResult<RevokeSavedLoginResponses, RevokeSavedLoginErrors, ThrowOnError> => (options.client ?? client).delete<RevokeSavedLoginResponses, RevokeSavedLoginErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/contexts/{name}',
    ...options
});

/**
 * Save what a session is signed in to, under a name
 *
 * Nobody is granted it by that, not even this agent; a human does that.
 */
export const saveLogin = <ThrowOnError extends boolean = false>(options: Options<SaveLoginData, ThrowOnError>): RequestResult<SaveLoginResponses, SaveLoginErrors, ThrowOnError> => (options.client ?? client).post<SaveLoginResponses, SaveLoginErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/context',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Fetch a picture by its signed URL
 */
export const getArtifact = <ThrowOnError extends boolean = false>(options: Options<GetArtifactData, ThrowOnError>): RequestResult<GetArtifactResponses, GetArtifactErrors, ThrowOnError> => (options.client ?? client).get<GetArtifactResponses, GetArtifactErrors, ThrowOnError>({ url: '/v1/artifacts/{artifact_id}', ...options });

/**
 * List a user’s sessions, newest first
 */
export const listSessions = <ThrowOnError extends boolean = false>(options: Options<ListSessionsData, ThrowOnError>): RequestResult<ListSessionsResponses, ListSessionsErrors, ThrowOnError> => (options.client ?? client).get<ListSessionsResponses, ListSessionsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/sessions',
    ...options
});

/**
 * Open a session that may go to the named domains and nowhere else
 *
 * Costs nothing; a time floor is charged when it closes.
 */
export const createSession = <ThrowOnError extends boolean = false>(options: Options<CreateSessionData, ThrowOnError>): RequestResult<CreateSessionResponses, CreateSessionErrors, ThrowOnError> => (options.client ?? client).post<CreateSessionResponses, CreateSessionErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/sessions',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Close a session
 *
 * Answers with its final view; closing again changes nothing.
 */
export const closeSession = <ThrowOnError extends boolean = false>(options: Options<CloseSessionData, ThrowOnError>): RequestResult<CloseSessionResponses, CloseSessionErrors, ThrowOnError> => (options.client ?? client).delete<CloseSessionResponses, CloseSessionErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}',
    ...options
});

/**
 * Read a session
 */
export const getSession = <ThrowOnError extends boolean = false>(options: Options<GetSessionData, ThrowOnError>): RequestResult<GetSessionResponses, GetSessionErrors, ThrowOnError> => (options.client ?? client).get<GetSessionResponses, GetSessionErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}',
    ...options
});

/**
 * Load an address in the session’s tab
 *
 * Within the allowlist only. An error page of the site is a success with its http_status.
 */
export const navigate = <ThrowOnError extends boolean = false>(options: Options<NavigateData, ThrowOnError>): RequestResult<NavigateResponses, NavigateErrors, ThrowOnError> => (options.client ?? client).post<NavigateResponses, NavigateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/navigate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * See what can be done on the page
 *
 * An element, as it is, can be sent back to act as its action.
 */
export const observe = <ThrowOnError extends boolean = false>(options: Options<ObserveData, ThrowOnError>): RequestResult<ObserveResponses, ObserveErrors, ThrowOnError> => (options.client ?? client).post<ObserveResponses, ObserveErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/observe',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Do what an instruction or an observed action says
 *
 * The answer names what the action itself changed. What nothing on the page answers, or several things do, is refused with the nearest candidates.
 */
export const act = <ThrowOnError extends boolean = false>(options: Options<ActData, ThrowOnError>): RequestResult<ActResponses, ActErrors, ThrowOnError> => (options.client ?? client).post<ActResponses, ActErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/act',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Read data off the page
 *
 * What the page does not say is null. A JSON Schema decides names and types of the result.
 */
export const extract = <ThrowOnError extends boolean = false>(options: Options<ExtractData, ThrowOnError>): RequestResult<ExtractResponses, ExtractErrors, ThrowOnError> => (options.client ?? client).post<ExtractResponses, ExtractErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/extract',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List where the page leads
 */
export const links = <ThrowOnError extends boolean = false>(options: Options<LinksData, ThrowOnError>): RequestResult<LinksResponses, LinksErrors, ThrowOnError> => (options.client ?? client).post<LinksResponses, LinksErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/links',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take a picture of the page
 *
 * The answer’s URL needs no other authentication and is unusable after expires_in seconds.
 */
export const screenshot = <ThrowOnError extends boolean = false>(options: Options<ScreenshotData, ThrowOnError>): RequestResult<ScreenshotResponses, ScreenshotErrors, ThrowOnError> => (options.client ?? client).post<ScreenshotResponses, ScreenshotErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/screenshot',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Store a credential that login fills in server-side
 *
 * Use this instead of typing a password with act. It is bound to one site and never shown again.
 */
export const saveCredential = <ThrowOnError extends boolean = false>(options: Options<SaveCredentialData, ThrowOnError>): RequestResult<SaveCredentialResponses, SaveCredentialErrors, ThrowOnError> => (options.client ?? client).post<SaveCredentialResponses, SaveCredentialErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/credentials',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Sign in with a stored credential that nobody is shown
 *
 * Opens a session of its own for the URL’s host, fills the form server-side, sends it once, and closes the session unless keep_open is set.
 */
export const login = <ThrowOnError extends boolean = false>(options: Options<LoginData, ThrowOnError>): RequestResult<LoginResponses, LoginErrors, ThrowOnError> => (options.client ?? client).post<LoginResponses, LoginErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/login',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Make an account, or ask a human whether one may be made
 *
 * The password is made and kept by the service. Where the user’s kit wants a human to approve it, the answer is 202 with the approval.
 */
export const signup = <ThrowOnError extends boolean = false>(options: Options<SignupData, ThrowOnError>): RequestResult<SignupResponses, SignupErrors, ThrowOnError> => (options.client ?? client).post<SignupResponses, SignupErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/users/{user_id}/browser/signup',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Get a link to watch a session and take it over
 *
 * For the browser of the human who asks, to be opened once, within five minutes.
 */
export const openLiveView = <ThrowOnError extends boolean = false>(options: Options<OpenLiveViewData, ThrowOnError>): RequestResult<OpenLiveViewResponses, OpenLiveViewErrors, ThrowOnError> => (options.client ?? client).get<OpenLiveViewResponses, OpenLiveViewErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/live-view',
    ...options
});

/**
 * Get a small picture of a session as it is now
 */
export const getPreview = <ThrowOnError extends boolean = false>(options: Options<GetPreviewData, ThrowOnError>): RequestResult<GetPreviewResponses, GetPreviewErrors, ThrowOnError> => (options.client ?? client).get<GetPreviewResponses, GetPreviewErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/preview',
    ...options
});

/**
 * Get the picture that an action left behind
 *
 * As the log names it. Kept for an hour, in memory.
 */
export const getPicture = <ThrowOnError extends boolean = false>(options: Options<GetPictureData, ThrowOnError>): RequestResult<GetPictureResponses, GetPictureErrors, ThrowOnError> => (options.client ?? client).get<GetPictureResponses, GetPictureErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/pictures/{picture_id}',
    ...options
});

/**
 * End a session, as a human
 */
export const stopSession = <ThrowOnError extends boolean = false>(options: Options<StopSessionData, ThrowOnError>): RequestResult<StopSessionResponses, StopSessionErrors, ThrowOnError> => (options.client ?? client).post<StopSessionResponses, StopSessionErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/sessions/{session_id}/stop',
    ...options
});

/**
 * Open a session in which a human signs in by hand
 */
export const startHumanLogin = <ThrowOnError extends boolean = false>(options: Options<StartHumanLoginData, ThrowOnError>): RequestResult<StartHumanLoginResponses, StartHumanLoginErrors, ThrowOnError> => (options.client ?? client).post<StartHumanLoginResponses, StartHumanLoginErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/human-logins',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Save a login that a human made by hand, and close its session
 */
export const saveHumanLogin = <ThrowOnError extends boolean = false>(options: Options<SaveHumanLoginData, ThrowOnError>): RequestResult<SaveHumanLoginResponses, SaveHumanLoginErrors, ThrowOnError> => (options.client ?? client).post<SaveHumanLoginResponses, SaveHumanLoginErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/users/{user_id}/browser/human-logins/{session_id}/save',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * See whether the process answers
 */
export const getHealth = <ThrowOnError extends boolean = false>(options?: Options<GetHealthData, ThrowOnError>): RequestResult<GetHealthResponses, GetHealthErrors, ThrowOnError> => (options?.client ?? client).get<GetHealthResponses, GetHealthErrors, ThrowOnError>({ url: '/healthz', ...options });

/**
 * See whether the service can do its work
 */
export const getReadiness = <ThrowOnError extends boolean = false>(options?: Options<GetReadinessData, ThrowOnError>): RequestResult<GetReadinessResponses, GetReadinessErrors, ThrowOnError> => (options?.client ?? client).get<GetReadinessResponses, GetReadinessErrors, ThrowOnError>({ url: '/readyz', ...options });

/**
 * Get metrics, for Prometheus
 */
export const getMetrics = <ThrowOnError extends boolean = false>(options?: Options<GetMetricsData, ThrowOnError>): RequestResult<GetMetricsResponses, GetMetricsErrors, ThrowOnError> => (options?.client ?? client).get<GetMetricsResponses, GetMetricsErrors, ThrowOnError>({ url: '/metrics', ...options });

/**
 * Look at what the service stands on, as chaperone doctor does
 */
export const runDoctor = <ThrowOnError extends boolean = false>(options?: Options<RunDoctorData, ThrowOnError>): RequestResult<RunDoctorResponses, RunDoctorErrors, ThrowOnError> => (options?.client ?? client).get<RunDoctorResponses, RunDoctorErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'chaperone_session',
            type: 'apiKey'
        }],
    url: '/v1/doctor',
    ...options
});
