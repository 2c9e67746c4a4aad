import type { Fence, Verdict } from '../contract/egress.ts'

const ALLOWED: Verdict = { allowed: true }

/** The document every tab starts with; it holds nothing. `#` may follow. */
export const isBlank = (url: string): boolean => url === '' || url === 'about:blank' || url.startsWith('about:blank#')

/** The page that Chromium puts up in place of one that failed to load. */
export const isErrorPage = (url: string): boolean => url.startsWith('chrome-error://')

/**
 * Whether a document may stand in the tab. Only http(s) documents that the fence lets through, the blank page and
 * Chromium's own error page: data:, blob:, file:, javascript: and the rest never, and nothing at all without a fence.
 */
export const judgeTopDocument = (url: string, fence: Fence | undefined): Verdict => {
  if (isBlank(url) || isErrorPage(url)) return ALLOWED
  if (!/^https?:/i.test(url)) return { allowed: false, reason: 'scheme_not_allowed', host: schemeOf(url) }
  return fence?.navigation(url) ?? { allowed: false, reason: 'domain_not_allowed', host: hostOf(url) }
}

/** Host and port of a URL; empty where there is none. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')

const schemeOf = (url: string): string => url.slice(0, url.indexOf(':') + 1).slice(0, 40)
