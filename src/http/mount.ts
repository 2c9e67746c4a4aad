import type { AnyElysia } from 'elysia'
import { AppError } from '../lib/errors.ts'

/**
 * Answers below `path` as at the root, since some reverse proxies pass the path of the public URL on and some take it off.
 * @throws AppError not_configured where a path of the service begins the same: nobody could tell which is meant
 */
export const mountAt = (server: AnyElysia, path: string): void => {
  if (path === '') return
  const [, first] = path.split('/')
  if (server.routes.some(route => route.path.split('/')[1] === first))
    throw new AppError('not_configured', `CHAPERONE_PUBLIC_URL: its path may not begin with /${first}, as the API does`)
  server.wrap(handle => (...given: unknown[]) => {
    const [request] = given as [Request, ...unknown[]]
    const below = toPathBelow(request.url, path)
    // In place: another Request would have no connection, so no address and no WebSocket.
    if (below !== null) Object.defineProperty(request, 'url', { value: below })
    return handle(...given)
  })
}

const toPathBelow = (url: string, path: string): string | null => {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  if (start < 0 || !url.startsWith(path, start)) return null
  const rest = url.slice(start + path.length)
  if (rest !== '' && !/^[/?]/.test(rest)) return null
  return url.slice(0, start) + (rest.startsWith('/') ? rest : `/${rest}`)
}
