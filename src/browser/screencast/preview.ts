import type { Deadline } from '../../lib/deadline.ts'
import { insidesOf, type Tab } from '../tab.ts'

const WIDTH = 480
const QUALITY = 50

/** A small JPEG of what a tab shows now. @throws AppError when what stands in it must not be read */
export const takePreview = (tab: Tab, deadline: Deadline): Promise<Uint8Array<ArrayBuffer>> =>
  tab.read(async () => {
    const { session } = insidesOf(tab)
    const { cssVisualViewport: view } = await session.send('Page.getLayoutMetrics')
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'jpeg',
      quality: QUALITY,
      optimizeForSpeed: true,
      clip: {
        x: view.pageX,
        y: view.pageY,
        width: view.clientWidth,
        height: view.clientHeight,
        scale: WIDTH / view.clientWidth,
      },
    })
    return Uint8Array.fromBase64(data)
  }, deadline)
