import type { ToldDialog } from '../contract/action.ts'
import { type Deadline, within } from '../lib/deadline.ts'
import type { Dialog, DialogAnswer } from './journal.ts'
import type { Tab } from './tab.ts'

/** Says yes; a prompt gets what it suggests. */
export const acceptDialog = ({ type, defaultPrompt }: Dialog): DialogAnswer =>
  type === 'prompt' ? { accept: true, text: defaultPrompt } : { accept: true }

/** How long a page that listened may take to ask back, in ms. */
const LATE_MS = 1_500

/** Resolves when the page opens a dialog, or after a while. */
export const waitForDialog = async (tab: Tab, deadline: Deadline): Promise<void> => {
  const opened = Promise.withResolvers<void>()
  using _events = tab.listen(event => event.kind === 'dialog' && opened.resolve())
  await within(Math.min(LATE_MS, deadline.left), opened.promise)
}

/** The longest message that is told, in characters. */
const MAX_MESSAGE = 1_000

/**
 * The dialog that a caller has to know of since `at` (performance.now()): the first that was told no, else the last that was
 * told yes, an alert only where there is no other.
 */
export const dialogSince = (tab: Tab, at: number): ToldDialog | undefined => {
  const dialogs = tab.eventsSince(at).filter(event => event.kind === 'dialog')
  const asked = dialogs.filter(({ type }) => type !== 'alert')
  const told = asked.find(({ answer }) => !answer.accept) ?? asked.at(-1) ?? dialogs.at(-1)
  if (!told) return undefined
  const { type, message, answer } = told
  return { type, message: tab.scrub(message).slice(0, MAX_MESSAGE), answered: answer.accept ? 'accepted' : 'dismissed' }
}
