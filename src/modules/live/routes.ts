import { Elysia } from 'elysia'
import { isLiveMessage } from '../../contract/live.ts'
import { operation } from '../../contract/operation.ts'
import { SavedLogin } from '../../contract/saved-login.ts'
import { SessionView } from '../../contract/session.ts'
import { notFound } from '../../lib/errors.ts'
import type { Callers } from '../auth/callers.ts'
import type { Guard } from '../auth/guard.ts'
import type { Saving } from '../contexts/saving.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { BROWSER_FAILURES } from '../sessions/failures.ts'
import { PictureParams, SessionParams, UserParams } from '../sessions/params.ts'
import type { Sessions } from '../sessions/service.ts'
import { renderViewer, viewerHeaders } from './page.ts'
import { HumanLogin, HumanLoginBody, HumanLoginSaveBody, LiveViewLink } from './schema.ts'
import type { Live } from './service.ts'
import type { View, ViewSocket } from './view.ts'

interface LiveWays {
  readonly guard: Guard
  readonly idempotent: Idempotent
  readonly sessions: Sessions
  readonly saving: Saving
}

/** What people do with running sessions: watch, take over, stop, and sign in by hand. */
export const liveRoutes = (live: Live, { guard, idempotent, sessions, saving }: LiveWays) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser', tags: ['Live view'] })
    .use(guard)
    .get('/sessions/:session_id/live-view', ({ principal, params }) => live.open(principal, params), {
      humanOnly: true,
      detail: operation('openLiveView', {
        summary: 'Get a link to watch a session and take it over',
        description: 'For the browser of the human who asks, to be opened once, within five minutes.',
        fails: ['primitive_disabled_by_kit', 'session_ended'],
      }),
      params: SessionParams,
      response: { 200: LiveViewLink },
    })
    .get(
      '/sessions/:session_id/preview',
      async ({ principal, params }) =>
        new Response(await live.preview(principal, params), {
          headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
        }),
      {
        humanOnly: true,
        detail: operation('getPreview', {
          summary: 'Get a small picture of a session as it is now',
          fails: ['primitive_disabled_by_kit', 'session_ended', 'human_in_control', 'page_failed', 'timeout'],
          produces: 'image/jpeg',
        }),
        params: SessionParams,
      },
    )
    .get(
      '/sessions/:session_id/pictures/:picture_id',
      async ({ principal, params }) =>
        new Response(await sessions.picture(principal, params, params.picture_id), {
          headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
        }),
      {
        humanOnly: true,
        params: PictureParams,
        detail: operation('getPicture', {
          summary: 'Get the picture that an action left behind',
          description: 'As the log names it. Kept for an hour, in memory.',
          fails: ['primitive_disabled_by_kit'],
          produces: 'image/jpeg',
        }),
      },
    )
    .post('/sessions/:session_id/stop', ctx => idempotent(ctx, () => sessions.stop(ctx.principal, ctx.params)), {
      humanOnly: true,
      detail: operation('stopSession', {
        summary: 'End a session, as a human',
        key: 'honoured',
        fails: BROWSER_FAILURES,
      }),
      params: SessionParams,
      response: { 200: SessionView },
    })
    .post(
      '/human-logins',
      ctx =>
        idempotent(
          ctx,
          async call => {
            const { principal, params, body } = ctx
            const row = await sessions.createHumanLogin(principal, params.user_id, body, call)
            return { session_id: row.id, ...live.open(principal, { ...params, session_id: row.id }) }
          },
          { status: 201, secret: true },
        ),
      {
        humanOnly: true,
        detail: operation('startHumanLogin', {
          summary: 'Open a session in which a human signs in by hand',
          key: 'honoured',
          fails: [
            ...BROWSER_FAILURES,
            'stopped',
            'domain_not_allowed_by_kit',
            'duplicate_record',
            'too_many_sessions',
            'no_capacity',
            'session_ended',
          ],
        }),
        params: UserParams,
        body: HumanLoginBody,
        response: { 201: HumanLogin },
      },
    )
    .post(
      '/human-logins/:session_id/save',
      ctx =>
        idempotent(ctx, call => saving.saveByHuman(ctx.principal, ctx.params, ctx.body?.name, call), { status: 201 }),
      {
        humanOnly: true,
        detail: operation('saveHumanLogin', {
          summary: 'Save a login that a human made by hand, and close its session',
          key: 'honoured',
          fails: [
            ...BROWSER_FAILURES,
            'session_ended',
            'session_busy',
            'duplicate_record',
            'context_not_ready',
            'page_too_large',
            'page_failed',
            'timeout',
          ],
        }),
        params: SessionParams,
        body: HumanLoginSaveBody,
        response: { 201: SavedLogin },
      },
    )

interface ViewerWays {
  readonly callers: Pick<Callers, 'hostOf'>
  readonly publicOrigin: () => string
}

/** What a socket may hold back before frames wait, in bytes. */
const LINE_BYTES = 64 * 1024

/** Bun's socket knows it; the framework's type leaves it out. */
const bufferedBytes = (raw: object): number => (raw as { getBufferedAmount(): number }).getBufferedAmount()

/**
 * The page of a live view and its socket. Both are proven by secrets in their path that are good once; the page by the
 * cookie of the human who asked for it too.
 */
export const viewerRoutes = (live: Live, { callers, publicOrigin }: ViewerWays) => {
  const views = new Map<string, { readonly view: View; readonly socket: ViewSocket }>()
  const waiting = new Map<string, () => void>()
  return new Elysia({ detail: { hide: true } })
    .get('/live/:secret', ({ params, request, server }) => {
      const { ticket } = live.show(params.secret, request.headers.get('cookie'))
      const nonce = crypto.getRandomValues(new Uint8Array(16)).toBase64()
      return new Response(renderViewer({ ticket, nonce }), {
        headers: viewerHeaders(nonce, [callers.hostOf(request, server) ?? '', new URL(publicOrigin()).host]),
      })
    })
    .ws('/live/socket/:ticket', {
      idleTimeout: 60,
      maxPayloadLength: 1024 * 1024,
      beforeHandle: ({ params }) => {
        if (!live.isTicket(params.ticket)) throw notFound('live view')
      },
      open(ws) {
        const view = live.enter(ws.data.params.ticket)
        if (!view) return void ws.close(4404, 'used')
        const socket: ViewSocket = {
          notify: notice => void ws.send(JSON.stringify(notice)),
          picture: (jpeg, taken) => {
            ws.sendBinary(jpeg)
            if (bufferedBytes(ws.raw) < LINE_BYTES) taken()
            else waiting.set(ws.id, taken)
          },
          close: (code, reason) => void ws.close(code, reason),
        }
        views.set(ws.id, { view, socket })
        view.connect(socket)
      },
      // Not by the framework's schema: its error would have the whole message in its text.
      message(ws, message) {
        if (isLiveMessage(message)) views.get(ws.id)?.view.hear(message)
      },
      drain(ws) {
        waiting.get(ws.id)?.()
        waiting.delete(ws.id)
      },
      close(ws) {
        const entry = views.get(ws.id)
        views.delete(ws.id)
        waiting.delete(ws.id)
        entry?.view.disconnect(entry.socket)
      },
    })
}
