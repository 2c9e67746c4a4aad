import type { Protocol } from 'puppeteer-core'
import type { OutgoingRequest } from './taint.ts'

/** The request as the taint looks at it. */
export const toOutgoing = ({
  request,
  resourceType,
}: Pick<Protocol.Fetch.RequestPausedEvent, 'request' | 'resourceType'>): OutgoingRequest => {
  const { url, method, headers, postDataEntries, hasPostData } = request
  const parts = postDataEntries?.map(({ bytes }) => bytes)
  const isWhole = parts !== undefined && parts.length > 0 && parts.every(part => part !== undefined)
  const body = isWhole ? parts.map(part => Buffer.from(part ?? '', 'base64').toString()).join('') : null
  return { url, method, headers, body: hasPostData ? body : undefined, isDocument: resourceType === 'Document' }
}
