import { text } from './parts/text.ts'

/** What the document has to name. */
export interface DocumentParts {
  readonly scriptUrl: string
  readonly styleUrl: string
  readonly iconUrl: string
  /** The path that the service is mounted at, without a slash at its end. */
  readonly mountPath: string
  /** Action credits that a session may use, for the pages to say what is left. */
  readonly sessionCeiling: number
}

/**
 * Content-Security-Policy of every page (w3c CSP3): what runs, paints and is framed comes from here and nowhere else;
 * nothing inline; data: is for the style kit's own little pictures alone.
 */
export const DASHBOARD_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The one document of the dashboard: no data, no inline script or style. */
export const renderDocument = ({ scriptUrl, styleUrl, iconUrl, mountPath, sessionCeiling }: DocumentParts): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text.product}</title>
<link rel="icon" href="${mountPath}${iconUrl}" type="image/svg+xml">
<link rel="stylesheet" href="${mountPath}${styleUrl}">
<script type="module" src="${mountPath}${scriptUrl}"></script>
</head>
<body>
<div id="dashboard" data-mount="${mountPath}" data-session-ceiling="${sessionCeiling}"></div>
<noscript>${text.noScript}</noscript>
</body>
</html>
`

/** A shield with a window in it. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0172ad" d="M16 2 4 6v9c0 7 5 12 12 15 7-3 12-8 12-15V6z"/><path fill="#fff" d="M9 10h14v11H9z"/><path fill="#0172ad" d="M11 14h10v5H11z"/></svg>`
