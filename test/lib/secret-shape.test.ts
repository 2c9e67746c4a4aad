import { describe, expect, test } from 'bun:test'
import { hasSecretShape } from '../../src/lib/secret-shape.ts'

const SECRETS = [
  'Type sk_live_51HxQ2eKp9ZtR4vXk7Lm2WcJ8 into API key',
  'set the token to ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8',
  'use eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dGVzdC1zaWduYXR1cmU as the bearer',
  'Enter 4242 4242 4242 4242 as card number',
  'pay with 5105-1051-0510-5100',
  'card 378282246310005 please',
  'fill key with nv_sk_live_Zq8mT2vX4kL9pR7wB3nC6yD1fG5hJ0aS8eU2iO4xM6z',
  'Type x7Kq2Lm9Zp4Rt8Wv3Yb6 in Name',
  'enter 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c as hash',
  'paste AKIAIOSFODNN7EXAMPLE there',
  'the id is "R4tY7uI9oP2aS5dF8gH1jK3l"',
]

const HARMLESS = [
  'Search for internationalization of telecommunications infrastructures',
  'Type Donaudampfschifffahrtsgesellschaftskapitaen into Beruf',
  'Enter 978-3-16-148410-0 as the ISBN',
  'enter the ISBN 9783161484100',
  'order number 2024-10-000123456789',
  'Open https://example.com/products/very-long-name-of-a-product-2024/reviews?page=12&sort=newest',
  'Set the date to 2026-07-09T16:15',
  'call +44 20 7946 0991 0123',
  'Type 0151 9624 10 in Mobile phone',
  'Enter mo.longer-name.with-dots@subdomain.example.com as e-mail',
  'pick SuperCalifragilisticExpialidocious',
  'IBAN DE89 3704 0044 0532 0130 00',
  'choose Europe/London-and-surroundings',
  'tracking number 1Z999AA10123456784',
  'open the file quarterly_report_2024_final_version_2.pdf',
  'id 123e4567-e89b-12d3-a456-426614174000',
]

describe('secret-shaped values', () => {
  test.each(SECRETS)('is seen in: %s', text => {
    expect(hasSecretShape(text)).toBe(true)
  })
  test.each(HARMLESS)('is not seen in: %s', text => {
    expect(hasSecretShape(text)).toBe(false)
  })
})
