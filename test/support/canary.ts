import { createSecretFinder } from '../../src/browser/secret-finder.ts'
import type { AccountService } from './account-service.ts'

/**
 * Looks for secrets, in all their encodings, in whatever the service has said and kept: answers, log lines, the audit log,
 * metrics, and every file below its data directory, the database and its log among them. Gives the places.
 */
export const findCanaries = async (service: AccountService, secrets: readonly string[]): Promise<string[]> => {
  const { isIn, redact } = createSecretFinder(secrets)
  const metrics = await fetch(`${service.app.http.url}/metrics`)
  service.said.push(await metrics.text())
  await readAuditLog(service)
  for (const path of ['usage?days=1', 'approvals', 'users', 'agents']) await service.decide('GET', path)
  for (const path of ['vault', 'browser/sessions', 'browser/contexts']) await service.send('GET', `default/${path}`)
  const said = service.said.filter(isIn).map(text => `said: ${redact(text).slice(0, 300)}`)
  const files = [...service.readDisk()].filter(([, bytes]) => isIn(bytes.toString('latin1'))).map(([name]) => name)
  return [...said, ...files]
}

const readAuditLog = async (service: AccountService): Promise<void> => {
  let after = ''
  do {
    const { body } = await service.decide('GET', `logs?limit=200${after && `&after=${after}`}`)
    after = body.next_cursor ?? ''
  } while (after)
}
