import type { ServerContext } from '@modelcontextprotocol/server'

/** How often a call that takes longer says that it still runs, in ms. */
const EVERY_MS = 5_000

/** Tells a client that asked for it, by a progress token, that its call still runs; until disposed of. */
export const reportProgress = ({ mcpReq }: ServerContext): Disposable => {
  const progressToken = mcpReq._meta?.progressToken
  if (progressToken === undefined) return { [Symbol.dispose]: () => undefined }
  let progress = 0
  const timer = setInterval(() => {
    progress += EVERY_MS / 1000
    const message = `still at it after ${progress} s`
    mcpReq
      .notify({ method: 'notifications/progress', params: { progressToken, progress, message } })
      .catch(() => undefined)
  }, EVERY_MS)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
