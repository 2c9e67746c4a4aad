import page from './viewer-page.txt' with { type: 'text' }

/** The live view's page: static but for its ticket and the nonce that its own script and style go by. */
export const renderViewer = ({ ticket, nonce }: { readonly ticket: string; readonly nonce: string }): string =>
  page.replaceAll('{{nonce}}', nonce).replace('{{ticket}}', ticket)

/** A host as a Host header may carry it (RFC 9110 section 7.2); anything else would end up in our policy. */
const HOST = /^[a-z0-9.:[\]_-]+$/i

/** Where the page's socket may lead: to hosts that the page can have been loaded from. */
const toSources = (hosts: readonly string[]): string => {
  const sources = hosts.filter(host => HOST.test(host)).flatMap(host => [`ws://${host}`, `wss://${host}`])
  return [...new Set(sources)].join(' ') || "'none'"
}

/**
 * In a frame with `sandbox="allow-scripts"` the page's origin is opaque: its socket's address is named in full, scripts
 * are classic and go by nonce (CSP 3 section 6.7.1). Only our own pages may frame it.
 */
export const viewerHeaders = (nonce: string, hosts: readonly string[]): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'content-security-policy': [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src ${toSources(hosts)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
})
