import type { CDPSession, Protocol } from 'puppeteer-core'
import type { Deadline } from '../../lib/deadline.ts'
import type { ScreenshotOptions } from '../screenshot.ts'
import { insidesOf, type Tab } from '../tab.ts'

/** A picture of a tab in which nothing can be read: every text, image, field and frame is under a box. */
export const captureCovered = (tab: Tab, options: ScreenshotOptions, deadline: Deadline): Promise<Uint8Array> =>
  tab.read(() => capture(tab, options), deadline)

type Box = readonly [x: number, y: number, width: number, height: number]

interface Layout {
  readonly boxes: readonly Box[]
  /** Of the viewport in the document, then of the whole document. */
  readonly view: Box
  readonly content: Box
}

/** A page that moves between two looks at it is looked at again; one that never rests is covered as a whole. */
const TRIES = 4
const MAX_SIDE = 16_384

const capture = async (tab: Tab, { fullPage = false, format = 'png', quality }: ScreenshotOptions) => {
  const { session } = insidesOf(tab)
  let before = await readLayout(session)
  for (let attempt = 1; ; attempt += 1) {
    const frame = fullPage ? before.content : before.view
    const [x, y, width, height] = frame
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'png',
      clip: { x, y, width, height, scale: 1 },
      captureBeyondViewport: fullPage,
    })
    const after = await readLayout(session)
    const rests = isSame(before, after)
    if (!rests && attempt < TRIES) {
      before = after
      continue
    }
    const boxes: readonly Box[] = rests ? before.boxes : [frame]
    return await draw(tab, {
      data,
      format,
      quality,
      boxes: boxes.map(([left, top, w, h]) => [left - x, top - y, w, h]),
    })
  }
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
    content: [0, 0, Math.min(MAX_SIDE, Math.ceil(content.width)), Math.min(MAX_SIDE, Math.ceil(content.height))],
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

interface Drawing {
  /** PNG as base64. */
  readonly data: string
  readonly boxes: readonly Box[]
  readonly format: 'png' | 'jpeg' | 'webp'
  readonly quality: number | undefined
}

/** Runs in an empty page of ours: draws the boxes on the picture. Gives base64. */
const DRAW = `(async ({ data, boxes, format, quality }) => {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.fromBase64(data)], { type: 'image/png' }))
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const context = canvas.getContext('2d')
  context.drawImage(bitmap, 0, 0)
  context.fillStyle = '#8a9096'
  for (const [x, y, width, height] of boxes) context.fillRect(x, y, width, height)
  const blob = await canvas.convertToBlob({ type: 'image/' + format, quality: quality === undefined ? undefined : quality / 100 })
  return new Uint8Array(await blob.arrayBuffer()).toBase64()
})`

const draw = async (tab: Tab, drawing: Drawing): Promise<Uint8Array> => {
  const { page, stack } = insidesOf(tab)
  const guard = await stack.openAside(() => page.browserContext().newPage({ background: true }))
  try {
    const { result, exceptionDetails } = await guard.session.send('Runtime.evaluate', {
      expression: `${DRAW}(${JSON.stringify(drawing)})`,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error('the picture could not be covered', { cause: exceptionDetails })
    return Uint8Array.fromBase64(String(result.value))
  } finally {
    await guard.session.send('Page.close').catch(() => undefined) // it went with the context
  }
}
