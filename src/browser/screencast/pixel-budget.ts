import { availableParallelism } from 'node:os'

/** Pixels of a moving picture that one core takes along at a rate that looks like motion. */
const PIXELS_A_CORE = 512_000
/** Steps of a picture's width: a share that changes a little is no reason to begin anew. */
const STEPS = [1, 0.8, 0.63, 0.5, 0.4] as const

/**
 * Shares out what the machine can spend on pictures that move. Their cost is that of their pixels, in the browser that
 * encodes them and in the one that shows them; what rests costs nothing and is always whole.
 */
export interface PixelBudget {
  join(picture: object): void
  leave(picture: object): void
  /** What part of its width a moving picture of so many pixels may have: 1, or less where several move. */
  scaleOf(pixels: number): number
}

/** @param pixels of all moving pictures together */
export const createPixelBudget = (pixels = PIXELS_A_CORE * availableParallelism()): PixelBudget => {
  const moving = new Set<object>()
  return {
    join: picture => void moving.add(picture),
    leave: picture => void moving.delete(picture),
    scaleOf: wanted => {
      const share = pixels / Math.max(1, moving.size)
      return STEPS.find(step => wanted * step * step <= share) ?? STEPS[STEPS.length - 1] ?? 1
    },
  }
}
