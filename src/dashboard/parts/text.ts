import { agentsText } from './text/agents.ts'
import { approvalsText } from './text/approvals.ts'
import { everyPageText } from './text/every-page.ts'
import { loginsText } from './text/logins.ts'
import { nowText } from './text/now.ts'
import { recordsText } from './text/records.ts'
import { sessionText } from './text/session.ts'
import { signInText } from './text/sign-in.ts'
import { stopsText } from './text/stops.ts'
import { usersText } from './text/users.ts'
import { vaultText } from './text/vault.ts'

/** Every English word of the dashboard, apart from the code that shows it; a file a page in `text/`. */
export const text = {
  ...everyPageText,
  ...signInText,
  ...nowText,
  ...sessionText,
  ...approvalsText,
  ...agentsText,
  ...loginsText,
  ...vaultText,
  ...usersText,
  ...recordsText,
  ...stopsText,
}
