import { type Static, t } from 'elysia'
import { ActBody } from '../modules/act/schema.ts'
import { ExtractBody } from '../modules/extract/schema.ts'
import type { Call } from '../modules/idempotency/call.ts'
import { LinksBody } from '../modules/links/schema.ts'
import { NavigateBody } from '../modules/navigate/schema.ts'
import { ObserveBody } from '../modules/observe/schema.ts'
import { sessionId } from './session-tools.ts'
import { defineTool, type ToolContext } from './tool.ts'
import { type Glance, shorten, toElementLine, toNextLines, toText } from './words.ts'

const NavigateArguments = t.Object({
  session_id: sessionId,
  url: t.String(),
  wait_until: t.Optional(t.String({ description: 'load, domcontentloaded, networkidle' })),
})

const ActArguments = t.Object({
  session_id: sessionId,
  instruction: t.String({ description: 'search for fern · click @e12 · fill @e4 with "text"' }),
})

const cursor = t.Optional(t.String())

const ObserveArguments = t.Object({
  session_id: sessionId,
  instruction: t.Optional(t.String({ description: 'only what fits it' })),
  limit: t.Optional(t.Integer()),
  cursor,
})

const ExtractArguments = t.Object({
  session_id: sessionId,
  instruction: t.Optional(t.String({ description: 'name and price of every plant' })),
  schema: t.Optional(t.Record(t.String(), t.Unknown(), { description: 'JSON Schema of the result' })),
  cursor,
})

const LinksArguments = t.Object({ session_id: sessionId, contains: t.Optional(t.String()), cursor })

const ScreenshotArguments = t.Object({ session_id: sessionId, full_page: t.Optional(t.Boolean()) })

/** How many elements are told after an action, and after a new page. */
const AFTER_ACTION = 8
const AFTER_PAGE = 12
const MOST_EFFECTS = 4
const MAX_PICTURE_BYTES = 100_000

const useOf = ({ principal, user }: ToolContext, session_id: string, call: Call) => ({
  principal,
  params: { user_id: user, session_id },
  call,
})

/** What was read, as few characters as say it: a list line by line, so that it can be cut between two entries. */
const toResultText = (result: unknown): string => {
  if (typeof result === 'string') return result
  if (Array.isArray(result)) return result.map(entry => JSON.stringify(entry)).join('\n')
  return JSON.stringify(result)
}

/** What an agent does in its session. */
export const DRIVING_TOOLS = [
  defineTool({
    name: 'browser_navigate',
    description: 'Open a page; tells what can be done there.',
    annotations: { destructiveHint: false },
    input: NavigateArguments,
    twin: 'navigate',
    body: NavigateBody,
    run: (context, { session_id, ...body }: Static<typeof NavigateArguments>, call) =>
      context.services.navigate.run(
        { ...useOf(context, session_id, call), aside: context.services.observe.glance(AFTER_PAGE) },
        body as Static<typeof NavigateBody>,
      ),
    show: ({ url, title, http_status, ...glance }) =>
      toText(
        `${JSON.stringify(shorten(title, 120))} ${url}${http_status === 200 ? '' : ` (${http_status})`}`,
        toNextLines(glance as Glance),
      ),
  }),
  defineTool({
    name: 'browser_act',
    description: 'Do one thing on the page; tells what changed. Never type passwords: use browser_login.',
    annotations: {},
    input: ActArguments,
    twin: 'act',
    body: ActBody,
    run: (context, { session_id, instruction }: Static<typeof ActArguments>, call) =>
      context.services.act.run(
        { ...useOf(context, session_id, call), aside: context.services.observe.glance(AFTER_ACTION) },
        { instruction },
      ),
    show: ({ action_taken, effect, url, ...rest }) =>
      toText(
        shorten(action_taken, 400),
        effect
          .slice(0, MOST_EFFECTS)
          .map(({ kind, ref, detail }) => `${kind}${ref ? ` ${ref}` : ''}: ${shorten(detail, 160)}`),
        effect.length > MOST_EFFECTS && `and ${effect.length - MOST_EFFECTS} more changes`,
        url,
        toNextLines(rest as Glance),
      ),
  }),
  defineTool({
    name: 'browser_observe',
    description: 'List what can be done on the page, each with a ref for browser_act.',
    annotations: { readOnlyHint: true },
    isPaged: true,
    input: ObserveArguments,
    twin: 'observe',
    body: ObserveBody,
    run: (context, { session_id, cursor: _, ...body }: Static<typeof ObserveArguments>, call) =>
      context.services.observe.run(useOf(context, session_id, call), body),
    show: ({ elements, total, url }) => toText(elements.map(toElementLine), `${elements.length} of ${total}, ${url}`),
  }),
  defineTool({
    name: 'browser_extract',
    description: 'Read data off the page.',
    annotations: { readOnlyHint: true },
    isPaged: true,
    input: ExtractArguments,
    twin: 'extract',
    body: ExtractBody,
    run: (context, { session_id, instruction = '', schema }: Static<typeof ExtractArguments>, call) =>
      context.services.extract.run(useOf(context, session_id, call), { instruction, ...(schema && { schema }) }),
    show: ({ result }) => toResultText(result),
  }),
  defineTool({
    name: 'browser_links',
    description: 'List links.',
    annotations: { readOnlyHint: true },
    isPaged: true,
    input: LinksArguments,
    twin: 'links',
    body: LinksBody,
    run: (context, { session_id, cursor: _, ...body }: Static<typeof LinksArguments>, call) =>
      context.services.links.run(useOf(context, session_id, call), body),
    show: ({ links }) =>
      toText(
        links.length === 0 && 'none',
        links.map(({ text, href }) => `${shorten(text, 80)} ${href}`),
      ),
  }),
  defineTool({
    name: 'browser_screenshot',
    description: 'Look at the page.',
    annotations: { readOnlyHint: true },
    input: ScreenshotArguments,
    twin: 'screenshot',
    run: (context, { session_id, full_page }: Static<typeof ScreenshotArguments>, call) =>
      context.services.screenshot.run(
        useOf(context, session_id, call),
        { full_page: full_page ?? false, format: 'jpeg', quality: 60 },
        { maxBytes: MAX_PICTURE_BYTES },
      ),
    show: async ({ url, cut }, { services }) => {
      const { pathname, searchParams } = new URL(url)
      const { bytes, mediaType } = await services.artifacts.read(
        pathname.split('/').at(-1) ?? '',
        Object.fromEntries(searchParams),
      )
      const picture = { type: 'image' as const, data: bytes.toBase64(), mimeType: mediaType }
      if (!cut) return [picture]
      const text = `The picture ends at ${cut.width} × ${cut.height} px; the page has ${cut.page_width} × ${cut.page_height}.`
      return [picture, { type: 'text' as const, text }]
    },
  }),
]
