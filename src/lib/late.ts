/** Gives what is loaded once, at the first call; whoever calls before it is there waits for it. */
export type Late<T> = () => Promise<T>

/** Loads at the first call, and once more at a later one if that failed. A call that nobody waits for loads ahead. */
export const createLate = <T>(load: () => Promise<T>): Late<T> => {
  let loading: Promise<T> | undefined
  return () => {
    loading ??= load().catch(error => {
      loading = undefined
      throw error
    })
    return loading
  }
}
