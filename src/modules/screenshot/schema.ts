import { t } from 'elysia'
import { receipt } from '../../contract/action.ts'
import { integer, wholeNumber } from '../../contract/field.ts'

export const ScreenshotBody = t.Optional(
  t.Object(
    {
      full_page: t.Optional(t.Boolean({ default: false, description: 'The whole page, not what shows of it.' })),
      format: t.Optional(t.Union([t.Literal('png'), t.Literal('jpeg'), t.Literal('webp')], { default: 'png' })),
      quality: t.Optional(integer(1, 100, { description: 'For jpeg and webp.' })),
    },
    { title: 'TakeScreenshot', examples: [{ format: 'jpeg', quality: 60 }] },
  ),
)

export const ScreenshotAnswer = t.Object(
  {
    url: t.String({ description: 'Signed; needs no other authentication.' }),
    expires_in: wholeNumber({ description: 'Seconds.' }),
    cut: t.Optional(
      t.Object(
        {
          width: wholeNumber({ description: 'How much of the page the picture has, in CSS pixels.' }),
          height: wholeNumber(),
          page_width: wholeNumber({ description: 'How large the page is, in CSS pixels.' }),
          page_height: wholeNumber(),
        },
        { title: 'PictureCut', description: 'Only where the page is larger than a picture can be: where it was cut.' },
      ),
    ),
    ...receipt,
  },
  {
    title: 'Screenshot',
    examples: [
      {
        url: 'http://127.0.0.1:4600/v1/artifacts/0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e21?expires=1796025900&signature=…',
        expires_in: 300,
        credits_used: 1,
        credits_remaining: 33,
      },
    ],
  },
)

export type ScreenshotInput = NonNullable<typeof ScreenshotBody.static>
