import { t } from 'elysia'

/** Path of a user's routes: the user's id, its external id, `default` or `me`. */
export const UserParams = t.Object({ user_id: t.String({ minLength: 1, maxLength: 255 }) })

/** Path of a session's routes. */
export const SessionParams = t.Object({
  user_id: t.String({ minLength: 1, maxLength: 255 }),
  session_id: t.String({ minLength: 1, maxLength: 64 }),
})

/** Path of the picture of an action. */
export const PictureParams = t.Object({
  ...SessionParams.properties,
  picture_id: t.String({ minLength: 1, maxLength: 64 }),
})
