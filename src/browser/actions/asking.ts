import type { Action, ToldDialog } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import { acceptDialog } from '../dialogs.ts'
import type { Dialog, DialogAnswer } from '../journal.ts'
import type { ExecuteOptions } from './step.ts'

/** The page is told yes where the caller said so; what may change something only where changes are allowed. */
export const answererFor =
  ({ confirm = false }: Action, { allowWrites }: ExecuteOptions) =>
  (dialog: Dialog): DialogAnswer =>
    confirm && (allowWrites || dialog.type === 'beforeunload') ? acceptDialog(dialog) : { accept: false }

/** An action that was carried out, and whether more follow. */
interface Asking {
  readonly action: Action
  readonly options: ExecuteOptions
  readonly continues: boolean
}

/**
 * @throws AppError write_not_allowed where the caller wants yes to be said to what may change something; no_effect where the
 * steps that follow would build on what was not done
 */
export const assertAnswered = (dialog: ToldDialog | undefined, { action, options, continues }: Asking): void => {
  if (dialog?.answered !== 'dismissed') return
  if (action.confirm && !options.allowWrites)
    throw new AppError('write_not_allowed', 'the page asks back, and this session may not change things')
  if (continues) throw new AppError('no_effect', 'the page asked back and was told no, so what follows was not done')
}
