/** One word after `zhulian`. The implementation is imported when it is asked for, so that `help` is quick. */
export interface Verb {
  readonly name: string
  /** How it is written: `assess --region 330400 --on 2019-08-01 --in FILE --out FILE`. */
  readonly usage: string
  readonly zh: string
  readonly en: string
  /** Returns the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>
}
