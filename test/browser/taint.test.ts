import { describe, expect, test } from 'bun:test'
import { createTaint } from '../../src/browser/taint.ts'
import { Secret } from '../../src/lib/secret.ts'

const SECRET = 'Kq7vTz-2mWx9Rb4'

const taintOf = () => {
  const taint = createTaint(host => host === 'own.example')
  taint.add([new Secret(SECRET)])
  return taint
}
const get = (url: string) => ({ url, method: 'GET', headers: {}, body: undefined, isDocument: false })
const plain = (url: string, more: { method?: string; headers?: string[]; hasBody?: boolean } = {}) => ({
  ...{ url, method: 'GET', headers: [], hasBody: false },
  ...more,
})

describe('after a secret was typed', () => {
  test('everything goes to its own site', () => {
    const taint = taintOf()
    expect(taint.judge(get(`https://own.example/?p=${SECRET}`))).toBe('goes')
    expect(taint.mayConnect('own.example', 443)).toBe(true)
  })

  test('nothing goes to a host of another site that no request was seen to go to', () => {
    expect(taintOf().mayConnect('other.example', 443)).toBe(false)
    expect(taintOf().mayConnect('other.example', 80, plain('http://other.example/'))).toBe(false)
  })

  test('a tunnel is made where https was seen to go, not where plain http was: there it is a WebSocket', () => {
    const taint = taintOf()
    taint.judge(get('https://other.example/'))
    taint.judge(get('http://plain.example/'))
    expect(taint.mayConnect('other.example', 443)).toBe(true)
    expect(taint.mayConnect('plain.example', 80)).toBe(false)
  })

  test('plain http that nobody showed us goes if neither its address nor its headers carry anything', () => {
    const taint = taintOf()
    taint.judge(get('http://plain.example/'))
    const allowed = (url: string, more = {}) => taint.mayConnect('plain.example', 80, plain(url, more))
    expect(allowed('http://plain.example/a')).toBe(true)
    expect(allowed(`http://plain.example/?p=${SECRET}`)).toBe(false)
    expect(allowed(`http://plain.example/?p=${Buffer.from(`me:${SECRET}`).toString('base64')}`)).toBe(false)
    expect(allowed('http://plain.example/a', { headers: ['X-P', [...SECRET].reverse().join('')] })).toBe(false)
  })

  test('a body goes once for each request with one that was looked through', () => {
    const taint = taintOf()
    const posted = plain('http://plain.example/p', { method: 'POST', hasBody: true })
    taint.judge({ ...get('http://plain.example/p'), method: 'POST', body: 'plants' })
    expect(taint.mayConnect('plain.example', 80, posted)).toBe(true)
    expect(taint.mayConnect('plain.example', 80, posted)).toBe(false)
  })

  test('while the document that was typed into stands nothing goes to another site at all, unless a human drives', () => {
    const taint = taintOf()
    taint.judge(get('http://plain.example/'))
    const document = { frame: 'F', stands: true, holdsTyped: async () => true, empty: async () => undefined }
    taint.hold(document)
    const goes = () => [
      taint.judge(get('http://plain.example/')),
      taint.mayConnect('plain.example', 80, plain('http://plain.example/')),
    ]
    expect(goes()).toEqual(['elsewhere', false])
    const driving = taint.yieldToHuman()
    expect(goes()).toEqual(['goes', true])
    driving[Symbol.dispose]()
    expect(goes()).toEqual(['elsewhere', false])
    document.stands = false
    expect(goes()).toEqual(['goes', true])
  })

  test('no document is asked for with it in an address, of its own site or another', () => {
    const taint = taintOf()
    const document = (url: string, referer = '') => ({ ...get(url), headers: { Referer: referer }, isDocument: true })
    for (const address of [`?p=${SECRET}`, `a/${SECRET}`, `?p=${btoa(`me:${SECRET}`)}`, `?p=${SECRET.slice(0, 9)}`]) {
      expect(taint.judge(document(`https://own.example/${address}`))).toBe('address')
      expect(taint.judge(document('https://own.example/', `https://own.example/${address}`))).toBe('address')
    }
    expect(taint.judge(document('https://own.example/?p=plants', 'https://own.example/a'))).toBe('goes')
  })

  test('a password that is a word may be part of an address, and is no value in one', () => {
    const taint = createTaint(host => host === 'own.example')
    taint.add([new Secret('password'), new Secret('admin')], [new Secret('admin')])
    const judge = (path: string) => taint.judge({ ...get(`https://own.example${path}`), isDocument: true })
    expect(['/password/reset', '/in?user=admin', '/in?pw=password'].map(judge)).toEqual(['goes', 'goes', 'address'])
  })
})
