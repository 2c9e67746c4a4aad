import { describe, expect, test } from 'bun:test'
import { type TakenForms, takeFormCapture } from '../../src/browser/perception/form-capture.ts'
import type { FormControl } from '../../src/contract/form.ts'
import { planLogin } from '../../src/forms/match.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { isAppError } from '../../src/lib/errors.ts'
import { useChromium } from '../support/chromium.ts'
import { fenceFor } from '../support/fences.ts'
import { serveSite } from '../support/site.ts'
import { attributeOf, formPage } from './form-pages.ts'

const chromium = useChromium()

const withForms = async (html: string, check: (taken: TakenForms, origin: string) => Promise<void>): Promise<void> => {
  using site = serveSite()
  site.show(await formPage('form-frame-inner'), '/inner')
  await using lease = await chromium.lease()
  using deadline = new Deadline(10_000)
  await lease.tab.navigate(site.show(html), { deadline })
  const taken = await takeFormCapture(lease.tab)
  await check(taken, site.origin)
}

const named = (taken: TakenForms, name: string): FormControl => {
  const found = taken.capture.controls.find(control => control.name === name)
  if (!found) throw new Error(`no control ${name}`)
  return found
}

describe('a form capture', () => {
  test('holds no value of any field', async () => {
    await withForms(
      '<form><input name=a value="tell-nobody"><input name=b type=password value="tell-none"><textarea name=c>tell-no-one</textarea></form>',
      async taken => {
        expect(JSON.stringify(taken.capture)).not.toContain('tell-')
        expect(named(taken, 'a').filled).toBe(true)
      },
    )
  })

  test('resolves where a form sends, formaction and formmethod taken in', async () => {
    await withForms(
      '<base href="/deep/"><form action="in" method="post"><input name=a><button name=b>Go</button><button name=c formaction="https://elsewhere.test/x" formmethod="get">Other</button></form>',
      async (taken, origin) => {
        expect(taken.capture.forms[0]).toMatchObject({ action: `${origin}/deep/in`, method: 'post' })
        expect(named(taken, 'b').submits).toEqual({ action: `${origin}/deep/in`, method: 'post' })
        expect(named(taken, 'c').submits).toEqual({ action: 'https://elsewhere.test/x', method: 'get' })
      },
    )
  })

  test('reads the rules of a field', async () => {
    await withForms(
      '<label>Pick <input name=a type=password minlength=8 maxlength=20 pattern="[a-z]+" passwordrules="minlength: 9;" autocomplete="new-password" aria-describedby=h required></label><small id=h>At least 9 letters</small>',
      async taken => {
        expect(named(taken, 'a')).toMatchObject({
          label: 'Pick',
          minLength: 8,
          maxLength: 20,
          pattern: '[a-z]+',
          passwordRules: 'minlength: 9;',
          autocomplete: 'new-password',
          description: 'At least 9 letters',
          required: true,
        })
      },
    )
  })

  const hidden = [
    ['not displayed', 'style="display:none"'],
    ['invisible', 'style="visibility:hidden"'],
    ['transparent', 'style="opacity:0"'],
    ['off the page', 'style="position:absolute;left:-9999px"'],
    ['of no size', 'style="width:0;height:0;border:0;padding:0"'],
    ['clipped away', 'style="position:absolute;clip:rect(0,0,0,0)"'],
  ] as const
  for (const [what, style] of hidden) {
    test(`says that a field is not seen when it is ${what}`, async () => {
      await withForms(`<form><input name=a ${style}><input name=b></form>`, async taken => {
        expect(named(taken, 'a').visible).toBe(false)
        expect(named(taken, 'b').visible).toBe(true)
      })
    })
  }

  test('takes a styled box for seen where its label is', async () => {
    await withForms(
      '<label><input type=checkbox name=a style="opacity:0;position:absolute">I agree</label>',
      async taken => {
        expect(named(taken, 'a')).toMatchObject({ visible: true, label: 'I agree', checked: false })
      },
    )
  })

  test('reads frames of the site, and gives the element in the frame', async () => {
    await withForms('<h1>Welcome</h1><iframe src="/inner"></iframe>', async taken => {
      const plan = planLogin(taken.capture, { values: ['email', 'password'] })
      expect(plan?.fill.map(({ value }) => value)).toEqual(['email', 'password'])
      const { frame } = await taken.element(plan?.fill[0]?.ref ?? '')
      expect(frame.url()).toEndWith('/inner')
      expect(await attributeOf(taken, plan?.submit.press ?? '', 'data-press-login')).toBe('')
    })
  })

  test('leaves out frames that the session may not see into', async () => {
    using site = serveSite()
    site.show(await formPage('form-frame-inner'), '/inner')
    await using lease = await chromium.lease(fenceFor('allowed.test'))
    using deadline = new Deadline(10_000)
    site.show(`<iframe src="${site.url('/inner', 'other.test')}"></iframe><input name=a>`)
    await lease.tab.navigate(site.url('/', 'allowed.test'), { deadline })
    const taken = await takeFormCapture(lease.tab)
    expect(taken.capture.frames.length).toBe(1)
    expect(taken.capture.controls.map(({ name }) => name)).toEqual(['a'])
  })

  test('reads closed shadow roots', async () => {
    const html = `<sign-in></sign-in><script>
      customElements.define('sign-in', class extends HTMLElement {})
      document.querySelector('sign-in').attachShadow({ mode: 'closed' }).innerHTML = '<input name=inside type=password>'</script>`
    await withForms(html, async taken => expect(named(taken, 'inside').type).toBe('password'))
  })

  test('is not misled by fields that are named like properties of their form', async () => {
    const names = 'children getAttribute localName parentElement querySelectorAll closest childNodes action method'
    const fields = names.split(' ').map(name => `<input name=${name}>`)
    await withForms(`<form action="/in" method="post">${fields.join('')}</form>`, async (taken, origin) => {
      expect(taken.capture.controls.map(({ name }) => name).join(' ')).toBe(names)
      expect(taken.capture.forms[0]).toMatchObject({ action: `${origin}/in`, method: 'post' })
    })
  })

  test('refuses a control that it does not have', async () => {
    await withForms('<input name=a>', async taken => {
      const failure = await taken.element('f9c9').catch(error => error)
      expect(isAppError(failure, 'target_not_found')).toBe(true)
    })
  })

  test('names a captcha, and tells a badge from one that stands there', async () => {
    await withForms(
      '<form><input name=a></form><div class="g-recaptcha" style="width:300px;height:70px"></div><div class="h-captcha" data-size="invisible"></div>',
      async taken => {
        expect(taken.capture.captchas).toEqual([{ vendor: 'recaptcha', shown: true }])
      },
    )
  })
})
