import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { listen } from './activity.ts'
import { ApiFailure } from './api.ts'
import type { LogEvent } from './wire.ts'

/** Something read from the API: not there yet, there, or refused. What was read stays while it is read again. */
export interface Resource<T> {
  readonly value: T | undefined
  readonly failure: ApiFailure | undefined
  readonly reload: () => void
}

/**
 * Reads when the page opens, when a dependency changes, and when an event is logged that concerns it. One request is
 * under way at a time; events that come meanwhile lead to one more.
 */
export const useResource = <T>(
  load: () => Promise<T>,
  dependencies: readonly unknown[],
  concerns: (event: LogEvent) => boolean = () => false,
): Resource<T> => {
  const [state, setState] = useState<{ value?: T; failure?: ApiFailure }>({})
  const latest = useRef({ load, concerns })
  latest.current = { load, concerns }
  const run = useRef({ generation: 0, isBusy: false, isStale: false })

  const reload = useCallback(() => {
    const { current } = run
    if (current.isBusy) {
      current.isStale = true
      return
    }
    const { generation } = current
    const isMine = () => generation === current.generation
    current.isBusy = true
    latest.current
      .load()
      .then(value => isMine() && setState({ value }))
      .catch(error => isMine() && setState(before => ({ ...before, failure: toFailure(error) })))
      .finally(() => {
        if (!isMine()) return
        current.isBusy = false
        if (!current.isStale) return
        current.isStale = false
        reload()
      })
  }, [])

  useEffect(() => {
    Object.assign(run.current, { generation: run.current.generation + 1, isBusy: false, isStale: false })
    setState({})
    reload()
    const stop = listen(event => (event === 'reconnected' || latest.current.concerns(event)) && reload())
    return () => {
      run.current.generation += 1
      stop()
    }
  }, dependencies)

  return { value: state.value, failure: state.failure, reload }
}

const toFailure = (error: unknown): ApiFailure => {
  if (error instanceof ApiFailure) return error
  return new ApiFailure(0, { message: error instanceof Error ? error.message : String(error) })
}
