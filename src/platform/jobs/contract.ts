/** Work that runs by the clock. It may be run twice, also at once with a dead run of itself: every job is idempotent. */
export interface Job {
  /** `micro-wishes.release-overdue`: module, then what it does. */
  readonly name: string
  /** `02:10` every day, or `every 5 minutes`; Beijing time. */
  readonly at: string
  /** `isStopping` is true from when the process is asked to end: a long job leaves off between two of its pieces. */
  readonly run: (isStopping?: () => boolean) => Promise<void>
}
