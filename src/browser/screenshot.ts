import type { Protocol } from 'puppeteer-core'
import type { GuardedPage } from './page-stack.ts'

export type ImageFormat = 'png' | 'jpeg' | 'webp'

export interface ScreenshotOptions {
  /** The whole document instead of the viewport. */
  readonly fullPage?: boolean | undefined
  /** Default png. */
  readonly format?: ImageFormat | undefined
  /** 0–100, for jpeg and webp. */
  readonly quality?: number | undefined
  /** Less than 1 makes the picture smaller by that factor. */
  readonly scale?: number | undefined
}

/** Skia draws no surface higher or wider than this many pixels. */
const MAX_SIDE = 16_384

const clipOf = async (
  { guard }: GuardedPage,
  { fullPage, scale = 1 }: ScreenshotOptions,
): Promise<Protocol.Page.Viewport> => {
  const { cssContentSize, cssVisualViewport } = await guard.session.send('Page.getLayoutMetrics')
  if (!fullPage) {
    const { pageX: x, pageY: y, clientWidth: width, clientHeight: height } = cssVisualViewport
    return { x, y, width, height, scale }
  }
  return {
    x: 0,
    y: 0,
    width: Math.min(MAX_SIDE, Math.ceil(cssContentSize.width)),
    height: Math.min(MAX_SIDE, Math.ceil(cssContentSize.height)),
    scale,
  }
}

/** A picture of the page as it stands. */
export const capturePage = async (entry: GuardedPage, options: ScreenshotOptions): Promise<Uint8Array> => {
  const { fullPage = false, format = 'png', quality, scale = 1 } = options
  const { data } = await entry.guard.session.send('Page.captureScreenshot', {
    format,
    // zlib's fastest level: a third of the time less for a third more bytes (docs/decisions/0024).
    optimizeForSpeed: true,
    ...(format === 'png' || quality === undefined ? {} : { quality }),
    ...(fullPage || scale !== 1 ? { clip: await clipOf(entry, options), captureBeyondViewport: fullPage } : {}),
  })
  return Uint8Array.fromBase64(data)
}
