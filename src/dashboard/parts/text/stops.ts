/** Words of the kill switch. */
export const stopsText = {
  stops: {
    everything: 'everything',
    stopAll: 'Stop all sessions',
    stopAllOf: (name: string) => `Stop all sessions of ${name}`,
    stopped: (name: string) => `All sessions of ${name} have ended, and none can begin.`,
    lift: 'Allow sessions again',
    liftOf: (name: string) => `Allow sessions again for ${name}`,
    lifted: (name: string) => `Sessions of ${name} can begin again.`,
  },
}
