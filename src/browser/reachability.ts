import type { Frame } from 'puppeteer-core'
import type { PageGuard } from './context-policy.ts'
import { isBlank } from './document-policy.ts'
import { frameIdOf, sessionOf } from './puppeteer-inside.ts'

/**
 * Whether the agent may see into a frame and act in it. Every document on the way up must be allowed. A frame without
 * an address of its own belongs to whoever filled it: srcdoc to its parent; about:blank, data: and blob: to their
 * origin where Chromium names one, else to the parent, but only while they live in the parent's process (a frame that
 * another site filled lives in that site's).
 */
export const isReachableFrame = (frame: Frame, guard: PageGuard): boolean => {
  const { fence } = guard.policy
  if (!fence || frame.detached) return false
  const parent = frame.parentFrame()
  if (!parent) return guard.standing.allowed
  if (!isReachableFrame(parent, guard)) return false
  const url = frame.url()
  if (/^https?:/i.test(url)) return fence.navigation(url).allowed
  if (url === 'about:srcdoc') return true
  if (!isBlank(url) && !/^(data|blob):/i.test(url)) return false
  const origin = guard.originOf(frameIdOf(frame))
  if (origin && /^https?:/i.test(origin)) return fence.navigation(origin).allowed
  return sessionOf(frame) === sessionOf(parent)
}
