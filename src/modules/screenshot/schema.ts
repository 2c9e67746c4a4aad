import { t } from 'elysia'
import { integer, wholeNumber } from '../../contract/field.ts'

export const ScreenshotBody = t.Optional(
  t.Object({
    full_page: t.Optional(t.Boolean({ default: false })),
    format: t.Optional(t.Union([t.Literal('png'), t.Literal('jpeg'), t.Literal('webp')], { default: 'png' })),
    quality: t.Optional(integer(1, 100, { description: 'For jpeg and webp.' })),
  }),
)

export const ScreenshotAnswer = t.Object({
  url: t.String({ description: 'Signed; needs no other authentication.' }),
  expires_in: wholeNumber({ description: 'Seconds.' }),
  credits_used: wholeNumber(),
  credits_remaining: wholeNumber(),
})

export type ScreenshotInput = NonNullable<typeof ScreenshotBody.static>
