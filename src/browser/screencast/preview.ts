import type { Deadline } from '../../lib/deadline.ts'
import { insidesOf, type Tab } from '../tab.ts'

const WIDTH = 480
const QUALITY = 50

/**
 * A small JPEG of what a tab shows now: the first frame of a screencast of its own. A screenshot that is scaled would
 * leave the tab's surface at that size, for the page and for whoever watches it.
 * @throws AppError when what stands in it must not be read
 */
export const takePreview = (tab: Tab, deadline: Deadline): Promise<Uint8Array<ArrayBuffer>> =>
  tab.read(async () => {
    const session = await insidesOf(tab).page.createCDPSession()
    try {
      const frame = Promise.withResolvers<string>()
      session.once('Page.screencastFrame', ({ data }) => frame.resolve(data))
      await session.send('Page.startScreencast', {
        format: 'jpeg',
        quality: QUALITY,
        maxWidth: WIDTH,
        maxHeight: WIDTH,
      })
      return Uint8Array.fromBase64(await deadline.race(frame.promise))
    } finally {
      await session.detach().catch(() => undefined) // it went with the page
    }
  }, deadline)
