import type { CDPSession, Protocol } from 'puppeteer-core'
import type { Deadline } from '../../lib/deadline.ts'
import { type ScreenshotOptions, toSides } from '../screenshot.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { type Box, paintOver } from './png.ts'

/** A picture of a tab in which nothing can be read: every text, image, field and frame is under a box. */
export const captureCovered = (tab: Tab, options: ScreenshotOptions, deadline: Deadline): Promise<Uint8Array> =>
  tab.read(() => capture(tab, options), deadline)

interface Layout {
  readonly boxes: readonly Box[]
  /** The viewport in the document. */
  readonly view: Box
  /** Size of the whole document. */
  readonly content: { readonly width: number; readonly height: number }
}

/** A page that moves between two looks at it is looked at again; one that never rests is covered as a whole. */
const TRIES = 4

const capture = async (tab: Tab, { fullPage = false, format = 'png', quality, scale = 1 }: ScreenshotOptions) => {
  const { session } = insidesOf(tab)
  let before = await readLayout(session)
  for (let attempt = 1; ; attempt += 1) {
    const frame: Box = fullPage ? [0, 0, ...toSides(before.content, format)] : before.view
    const [x, y, width, height] = frame
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'png',
      optimizeForSpeed: true,
      clip: { x, y, width, height, scale },
      captureBeyondViewport: fullPage,
    })
    const after = await readLayout(session)
    const rests = isSame(before, after)
    if (!rests && attempt < TRIES) {
      before = after
      continue
    }
    const boxes: readonly Box[] = rests ? before.boxes : [frame]
    const covers = boxes.map(([left, top, w, h]): Box => [(left - x) * scale, (top - y) * scale, w * scale, h * scale])
    const png = await paintOver(Uint8Array.fromBase64(data), covers)
    return format === 'png' ? png : await encodeAs(format, png, quality)
  }
}

const encodeAs = (format: 'jpeg' | 'webp', png: Uint8Array, quality: number | undefined): Promise<Uint8Array> => {
  const image = new Bun.Image(png)
  const options = quality === undefined ? {} : { quality: Math.max(1, quality) }
  return (format === 'jpeg' ? image.jpeg(options) : image.webp(options)).bytes()
}

const isSame = (a: Layout, b: Layout): boolean => JSON.stringify(a) === JSON.stringify(b)

const STYLES = [
  'background-image',
  'border-image-source',
  'mask-image',
  'list-style-image',
  'list-style-type',
  'text-shadow',
  'filter',
  '-webkit-box-reflect',
] as const

/** What is drawn by something else than text, and may say anything. */
const OPAQUE = new Set(
  'IMG PICTURE SVG CANVAS VIDEO AUDIO OBJECT EMBED IFRAME FRAME INPUT TEXTAREA SELECT METER PROGRESS MATH PORTAL FENCEDFRAME'.split(
    ' ',
  ),
)

/** Ink that leaves its box: italics, accents, the shadow of a letter. */
const MARGIN = 4

/** Where anything that can be read is drawn, from the browser's own layout: closed shadow roots and pseudo elements too. */
const readLayout = async (session: CDPSession): Promise<Layout> => {
  const [{ documents, strings }, { cssVisualViewport: view, cssContentSize: content }] = await Promise.all([
    session.send('DOMSnapshot.captureSnapshot', { computedStyles: [...STYLES] }),
    session.send('Page.getLayoutMetrics'),
  ])
  const [top] = documents
  return {
    boxes: top ? boxesOf(top, strings) : [],
    view: [view.pageX, view.pageY, view.clientWidth, view.clientHeight],
    content: { width: content.width, height: content.height },
  }
}

const boxesOf = ({ nodes, layout }: Protocol.DOMSnapshot.DocumentSnapshot, strings: readonly string[]): Box[] => {
  const boxes: Box[] = []
  const styleOf = (at: number, style: (typeof STYLES)[number]): string =>
    strings[layout.styles[at]?.[STYLES.indexOf(style)] ?? -1] ?? ''
  for (const [at, node] of layout.nodeIndex.entries()) {
    const [x = 0, y = 0, width = 0, height = 0] = layout.bounds[at] ?? []
    const name = (strings[nodes.nodeName?.[node] ?? -1] ?? '').toUpperCase()
    const hasText = (strings[layout.text[at] ?? -1] ?? '').trim() !== ''
    const hasImage = (['background-image', 'border-image-source', 'mask-image', 'list-style-image'] as const).some(
      style => !['', 'none'].includes(styleOf(at, style)),
    )
    const reflects = !['', 'none'].includes(styleOf(at, '-webkit-box-reflect'))
    if (!hasText && !hasImage && !reflects && !OPAQUE.has(name) && !name.startsWith('::')) continue
    const spread = MARGIN + farthest(styleOf(at, 'text-shadow')) + farthest(styleOf(at, 'filter'))
    const reach = reflects ? Math.max(width, height) + spread : spread
    boxes.push([
      Math.floor(x - reach),
      Math.floor(y - reach),
      Math.ceil(width + 2 * reach),
      Math.ceil(height + 2 * reach),
    ])
  }
  return boxes
}

/** The sum of all lengths in a shadow, in pixels: nothing of it is drawn farther off. */
const farthest = (value: string): number =>
  [...value.matchAll(/(-?[\d.]+)px/g)].reduce((sum, [, length]) => sum + Math.abs(Number(length)), 0)
