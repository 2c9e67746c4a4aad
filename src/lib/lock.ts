import { E_TIMEOUT, Mutex, type MutexInterface, withTimeout } from 'async-mutex'

/** First come, first served locks by key; a key without holder or waiter takes no memory. */
export class KeyedLock {
  readonly #held = new Map<string, { mutex: Mutex; users: number }>()

  /**
   * Waits its turn for `key`, at most `ms`, and gives the turn as a disposable.
   * @throws whatever `onTimeout` makes, when the turn does not come in time
   */
  async acquire(key: string, ms: number, onTimeout: () => Error): Promise<Disposable> {
    const slot = this.#held.get(key) ?? { mutex: new Mutex(), users: 0 }
    this.#held.set(key, slot)
    slot.users += 1
    const leave = () => {
      slot.users -= 1
      if (slot.users === 0) this.#held.delete(key)
    }
    const release = await this.#wait(slot.mutex, ms).catch(error => {
      leave()
      throw error === E_TIMEOUT ? onTimeout() : error
    })
    let released = false
    return {
      [Symbol.dispose]: () => {
        if (released) return
        released = true
        release()
        leave()
      },
    }
  }

  /** Whether somebody holds the key now. */
  isHeld(key: string): boolean {
    return this.#held.get(key)?.mutex.isLocked() ?? false
  }

  #wait(mutex: Mutex, ms: number): Promise<MutexInterface.Releaser> {
    return withTimeout(mutex, ms).acquire()
  }
}
