import { promisify } from 'node:util'
import { crc32, deflate, inflate } from 'node:zlib'

const inflated = promisify(inflate)
const deflated = promisify<Uint8Array, { level: number }, Uint8Array>(deflate)

/** Left, top, width and height in pixels. */
export type Box = readonly [x: number, y: number, width: number, height: number]

/** A PNG's rows as they are packed (PNG 3, section 7.2): a filter byte before each. */
interface Rows {
  readonly header: Uint8Array
  readonly width: number
  readonly height: number
  /** Bytes of a pixel. */
  readonly size: number
  readonly bytes: Uint8Array
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const GREY = [0x8a, 0x90, 0x96, 0xff] as const
/** Bytes of a pixel by colour type (PNG 3, section 11.2.1): RGB, RGBA. Chromium writes no others, at 8 bits and in one pass. */
const SIZES: Readonly<Record<number, number>> = { 2: 3, 6: 4 }
/** Rows that are worked on before others get their turn. */
const AT_A_TIME = 128

/**
 * Paints boxes over an 8-bit PNG, so that nothing under them is left in it.
 * @throws Error where it is no PNG as Chromium writes them
 */
export const paintOver = async (png: Uint8Array, boxes: readonly Box[]): Promise<Uint8Array> => {
  const rows = await unpack(png)
  await unfilter(rows)
  for (const box of boxes) fill(rows, box)
  return await pack(rows)
}

const unpack = async (png: Uint8Array): Promise<Rows> => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const data: Uint8Array[] = []
  let header: Uint8Array | undefined
  for (let at = SIGNATURE.length; at < png.length; at += 12 + view.getUint32(at)) {
    const chunk = png.subarray(at + 8, at + 8 + view.getUint32(at))
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8))
    if (type === 'IHDR') header = chunk
    if (type === 'IDAT') data.push(chunk)
  }
  const size = SIZES[header?.[9] ?? -1]
  if (!header || !size || header[8] !== 8 || header[12] !== 0) throw new Error('not a picture as Chromium writes them')
  const head = new DataView(header.buffer, header.byteOffset)
  const bytes = await inflated(Buffer.concat(data))
  return { header, width: head.getUint32(0), height: head.getUint32(4), size, bytes }
}

const nextTurn = (): Promise<void> => new Promise(done => void setImmediate(done))

/** Takes the filters off (PNG 3, section 9), in place. */
const unfilter = async ({ bytes, width, height, size }: Rows): Promise<void> => {
  const stride = width * size + 1
  const blank = new Uint8Array(stride)
  for (let row = 0; row < height; row += 1) {
    if (row % AT_A_TIME === AT_A_TIME - 1) await nextTurn()
    const now = bytes.subarray(row * stride, (row + 1) * stride)
    unfilterRow(now, row === 0 ? blank : bytes.subarray((row - 1) * stride, row * stride), size)
    now[0] = 0
  }
}

const unfilterRow = (now: Uint8Array, above: Uint8Array, size: number): void => {
  const filter = now[0]
  if (filter === 0) return
  for (let at = 1; at < now.length; at += 1) {
    const left = at > size ? (now[at - size] ?? 0) : 0
    const up = above[at] ?? 0
    const corner = at > size ? (above[at - size] ?? 0) : 0
    const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner)
    now[at] = (now[at] ?? 0) + guess
  }
}

/** Of left, above and above left, which is nearest to where they point (PNG 3, section 9.4). */
const paeth = (left: number, up: number, corner: number): number => {
  const toLeft = Math.abs(up - corner)
  const toUp = Math.abs(left - corner)
  const toCorner = Math.abs(left + up - 2 * corner)
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

const fill = ({ bytes, width, height, size }: Rows, [x, y, w, h]: Box): void => {
  const left = Math.max(0, Math.floor(x))
  const right = Math.min(width, Math.ceil(x + w))
  const top = Math.max(0, Math.floor(y))
  const bottom = Math.min(height, Math.ceil(y + h))
  if (right <= left) return
  const line = new Uint8Array((right - left) * size)
  for (let at = 0; at < line.length; at += 1) line[at] = GREY[at % size] ?? 0
  for (let row = top; row < bottom; row += 1) bytes.set(line, row * (width * size + 1) + 1 + left * size)
}

const pack = async ({ header, bytes }: Rows): Promise<Uint8Array> => {
  const data = await deflated(bytes, { level: 1 })
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array())])
}

/** Length, type, data and check (PNG 3, section 5.3). */
const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length)
  return bytes
}
