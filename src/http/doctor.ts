import { Elysia, t } from 'elysia'
import { operation } from '../contract/operation.ts'
import type { Guard } from '../modules/auth/guard.ts'

/** What one look found, and how to mend it. */
interface Finding {
  readonly name: string
  readonly status: 'ok' | 'warn' | 'fail'
  readonly detail: string
  readonly mend?: string
}

interface DoctorDeps {
  readonly guard: Guard
  /** What `chaperone doctor` looks at, now. */
  readonly look: () => Promise<readonly Finding[]>
}

const Findings = t.Object(
  {
    ok: t.Boolean({ description: 'Nothing must be mended; there may be warnings.' }),
    checks: t.Array(
      t.Object(
        {
          name: t.String(),
          status: t.Union([t.Literal('ok'), t.Literal('warn'), t.Literal('fail')]),
          detail: t.String(),
          mend: t.Optional(t.String()),
        },
        { title: 'Finding' },
      ),
    ),
  },
  { title: 'Findings' },
)

/** /v1/doctor: what `chaperone doctor` says, for owners, since it names paths. A browser is started for it: one look at a time. */
export const doctorRoutes = ({ guard, look }: DoctorDeps) => {
  let running: ReturnType<DoctorDeps['look']> | undefined
  const lookOnce = () => {
    running ??= look().finally(() => {
      running = undefined
    })
    return running
  }
  return new Elysia({ prefix: '/v1', tags: ['Operations'] }).use(guard).get(
    '/doctor',
    async () => {
      const checks = [...(await lookOnce())]
      return { ok: checks.every(({ status }) => status !== 'fail'), checks }
    },
    {
      ownerOnly: true,
      detail: operation('runDoctor', { summary: 'Look at what the service stands on, as chaperone doctor does' }),
      response: { 200: Findings },
    },
  )
}
