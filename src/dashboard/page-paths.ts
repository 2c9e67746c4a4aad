/** Every address that the dashboard answers with its one document; the page is chosen in the browser. */
export const PAGE_PATHS = [
  '/',
  '/start',
  '/approvals',
  '/sessions',
  '/sessions/:user_id/:session_id',
  '/logins',
  '/vault',
  '/agents',
  '/users',
  '/usage',
  '/audit',
  '/health',
  '/account',
] as const
