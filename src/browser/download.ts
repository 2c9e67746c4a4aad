import type { Deadline } from '../lib/deadline.ts'
import { AppError } from '../lib/errors.ts'
import type { Journal, RefusedDownload } from './journal.ts'

/** "report.csv, 8 bytes", or the name alone where the size is not known. */
export const describeDownload = ({ name, bytes }: RefusedDownload): string =>
  bytes === undefined ? name : `${name}, ${bytes} bytes`

/** The refusal of a download as an error: what would have loaded it was aborted. */
export const downloadError = (download: RefusedDownload, cause?: unknown): AppError => {
  const { name, bytes } = download
  const detail = { download: { name, ...(bytes === undefined ? {} : { bytes }) } }
  return new AppError('aborted', `it is a download, which is refused: ${describeDownload(download)}`, detail, {
    cause,
  })
}

/** The browser tells of a download at once behind the load that it ended (CDP Browser.downloadProgress); on a busy machine that takes a while. In ms. */
const SOON_MS = 1_000

/** The download that ended a load begun at `since` (performance.now()), as soon as the browser tells of it. */
export const downloadSince = async (
  journal: Journal,
  since: number,
  deadline: Deadline,
): Promise<RefusedDownload | undefined> => {
  const find = () => journal.since(since).find(event => event.kind === 'download_refused')
  const known = find()
  if (known || deadline.left === 0) return known
  const told = Promise.withResolvers<void>()
  using _listening = journal.listen(event => event.kind === 'download_refused' && told.resolve())
  const timer = setTimeout(told.resolve, Math.min(SOON_MS, deadline.left))
  await told.promise
  clearTimeout(timer)
  return find()
}
