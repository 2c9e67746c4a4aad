/** The path that the service is mounted at behind a reverse proxy, without a slash at its end; the document says it. */
export const mountPath = document.getElementById('dashboard')?.dataset['mount'] ?? ''

/** The address of a page or of a route of the API, as the browser asks for it. */
export const toHref = (path: string): string => mountPath + path
