import { t } from 'elysia'

/** Part of a vault key, `login:<service>`. */
export const serviceName = t.String({
  pattern: '^[^\\s/?#]{1,190}$',
  description: 'Name of the service, such as figma.com; a host name binds the credential to its site.',
})

export const CredentialBody = t.Object(
  {
    service: serviceName,
    email: t.String({ minLength: 1, maxLength: 320 }),
    password: t.String({ minLength: 1, maxLength: 1024 }),
    username: t.Optional(t.String({ minLength: 1, maxLength: 320 })),
    totp_secret: t.Optional(
      t.String({ minLength: 1, maxLength: 2000, description: 'Base32 or an otpauth://totp URI.' }),
    ),
    origin: t.Optional(t.String({ minLength: 1, maxLength: 300, description: 'Binds the credential to this site.' })),
  },
  {
    title: 'SaveCredential',
    examples: [{ service: 'figma.com', email: 'agent@example.com', password: 'correct horse battery staple' }],
  },
)

export const SavedCredential = t.Object(
  { service: t.String(), saved: t.Literal(true) },
  { title: 'SavedCredential', examples: [{ service: 'figma.com', saved: true }] },
)

export type CredentialInput = typeof CredentialBody.static
