import { describe, expect, setDefaultTimeout, test } from 'bun:test'
import { isWithin } from '../../../src/modules/kits/limits.ts'
import { ShiftedClock, startService } from '../../support/service.ts'

setDefaultTimeout(120_000)

const at = (time: string): number => Date.parse(`2026-11-30T${time}:00Z`)

describe('hours', () => {
  test.each([
    [{ from: '08:00', to: '18:00' }, '07:59', false],
    [{ from: '08:00', to: '18:00' }, '08:00', true],
    [{ from: '08:00', to: '18:00' }, '17:59', true],
    [{ from: '08:00', to: '18:00' }, '18:00', false],
    [{ from: '22:00', to: '06:00' }, '23:00', true],
    [{ from: '22:00', to: '06:00' }, '05:59', true],
    [{ from: '22:00', to: '06:00' }, '06:00', false],
    [{ from: '09:00', to: '09:00' }, '03:00', true],
    [{ from: '08:00', to: '18:00', time_zone: 'Europe/Berlin' }, '07:00', true],
    [{ from: '08:00', to: '18:00', time_zone: 'Europe/Berlin' }, '17:00', false],
    [{ from: '00:00', to: '01:00', time_zone: 'Asia/Kolkata' }, '18:45', true],
  ])('%j at %s UTC: %p', (hours, time, within) => expect(isWithin(hours, at(time))).toBe(within))
})

test('a kit’s hours and methods hold for every session and action, and say which it is', async () => {
  await using service = await startService({}, { clock: new ShiftedClock() })
  const { agent, owner, send } = service
  const kit = (await send(owner, 'POST', '/v1/account-kits', { name: 'narrow' })).body.id
  await send(owner, 'POST', `/v1/account-kits/${kit}/users/default/assign`, {})
  const limit = async (browser: object) =>
    (await send(owner, 'PATCH', `/v1/account-kits/${kit}`, { primitives_config: { browser } })).status
  const toTime = (ahead: number) => new Date(Date.now() + ahead * 3_600_000).toISOString().slice(11, 16)
  const now = { from: toTime(-1), to: toTime(2) }
  const later = { from: toTime(2), to: toTime(4) }
  const base = '/v1/users/default/browser/sessions'
  const open = () => send(agent, 'POST', base, { allowed_domains: ['greenhouse.test'] })
  const refused = (which: string) => ({
    status: 403,
    body: { error: { code: 'forbidden', details: { reason: 'limit_reached', limit: which } } },
  })

  expect(await limit({ hours: now, methods: ['navigate', 'observe'] })).toBe(200)
  const session = await open()
  expect(session.status).toBe(201)
  const at = `${base}/${session.body.session_id}`
  const url = 'http://greenhouse.test/'
  expect((await send(agent, 'POST', `${at}/navigate`, { url })).status).toBe(200)
  expect((await send(agent, 'POST', `${at}/observe`, {})).status).toBe(200)
  expect(await send(agent, 'POST', `${at}/act`, { instruction: 'click "Cart"' })).toMatchObject(refused('methods'))
  expect(await send(agent, 'POST', `${at}/screenshot`, {})).toMatchObject(refused('methods'))

  expect(await limit({ hours: later })).toBe(200) // methods stay as they were
  expect(await send(agent, 'POST', `${at}/observe`, {})).toMatchObject(refused('hours'))
  expect(await open()).toMatchObject(refused('hours'))
  expect((await send(agent, 'GET', at)).body).toMatchObject({ credits_consumed: 2 }) // what is refused costs nothing
  expect((await send(agent, 'DELETE', at)).status).toBe(200) // ending is always allowed

  expect(await limit({ hours: null, methods: null })).toBe(200)
  const free = await open()
  expect((await send(agent, 'POST', `${base}/${free.body.session_id}/navigate`, { url })).status).toBe(200)

  expect(await limit({ hours: { from: '8:00', to: '18:00' } })).toBe(400)
  expect(await limit({ hours: { from: '08:00', to: '18:00', time_zone: 'Nowhere/Town' } })).toBe(400)
  expect(await limit({ methods: ['delete'] })).toBe(400)
})
