import { systemClock } from '../../src/lib/clock.ts'
import { createWorker } from '../../src/worker/worker.ts'

/** One worker for all services of a test process: starting its process takes half a second of a core. Ends with us. */
export const sharedWorker = createWorker({ clock: systemClock })
