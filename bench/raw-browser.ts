import puppeteer, { type Browser } from 'puppeteer-core'
import { findChromium } from '../src/browser/pool/executable.ts'
import { createProfile } from '../src/browser/pool/profile.ts'
import { browserUid } from '../src/browser/pool/spawn.ts'

/** A Chromium as puppeteer starts it by itself, over a pipe; sandboxed, as the unprivileged user that the service uses. */
export const startRawBrowser = async (): Promise<{ browser: Browser } & AsyncDisposable> => {
  const uid = browserUid()
  const profile = await createProfile('bench', uid)
  const executable = findChromium({ override: process.env['CHAPERONE_CHROMIUM'], path: process.env['PATH'] })
  const drop = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--', executable]
  const args = await puppeteer.defaultArgs({ headless: true, userDataDir: profile.path })
  const browser = await puppeteer.launch({
    executablePath: uid === undefined ? executable : '/usr/bin/setpriv',
    ignoreDefaultArgs: true,
    args: [
      ...(uid === undefined ? [] : drop),
      ...args.filter(flag => flag !== 'about:blank'),
      '--remote-debugging-pipe',
      'about:blank',
    ],
    env: { ...process.env, HOME: profile.path, TMPDIR: profile.tmp },
    pipe: true,
    defaultViewport: { width: 1280, height: 800 },
  })
  return {
    browser,
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await profile[Symbol.asyncDispose]()
    },
  }
}
