import type { Protocol } from 'puppeteer-core'
import { AppError } from '../lib/errors.ts'
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

/**
 * Pixels that a picture has at most on a side: Skia draws no larger surface, and WebP has 14 bits for a side (RFC 9649, section 2.7:
 * 16,383; of a larger one Chromium gives nothing at all).
 */
const MAX_SIDE = { png: 16_384, jpeg: 16_384, webp: 16_383 } as const satisfies Record<ImageFormat, number>

/** Width and height of a page as far as a picture can have it, in CSS pixels. */
export const toSides = (
  { width, height }: { readonly width: number; readonly height: number },
  format: ImageFormat,
): readonly [number, number] => [
  Math.min(MAX_SIDE[format], Math.ceil(width)),
  Math.min(MAX_SIDE[format], Math.ceil(height)),
]

/** That a picture ends before its page does, in CSS pixels. */
export interface Cut {
  readonly width: number
  readonly height: number
  readonly pageWidth: number
  readonly pageHeight: number
}

/** Where a picture of the whole page ends before the page does; undefined where it has all of it. */
export const readCut = async (
  { guard }: GuardedPage,
  { fullPage, format = 'png' }: ScreenshotOptions,
): Promise<Cut | undefined> => {
  if (!fullPage) return undefined
  const { cssContentSize } = await guard.session.send('Page.getLayoutMetrics')
  const [pageWidth, pageHeight] = [Math.ceil(cssContentSize.width), Math.ceil(cssContentSize.height)]
  const [width, height] = toSides(cssContentSize, format)
  return width < pageWidth || height < pageHeight ? { width, height, pageWidth, pageHeight } : undefined
}

const clipOf = async (
  { guard }: GuardedPage,
  { fullPage, format = 'png', scale = 1 }: ScreenshotOptions,
): Promise<Protocol.Page.Viewport> => {
  const { cssContentSize, cssVisualViewport } = await guard.session.send('Page.getLayoutMetrics')
  if (!fullPage) {
    const { pageX: x, pageY: y, clientWidth: width, clientHeight: height } = cssVisualViewport
    return { x, y, width, height, scale }
  }
  const [width, height] = toSides(cssContentSize, format)
  return { x: 0, y: 0, width, height, scale }
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
  if (data === '') throw new AppError('page_failed', 'the browser gave no picture of the page')
  return Uint8Array.fromBase64(data)
}
