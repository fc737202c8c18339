/** Something `doctor` found, and how to mend it. */
export interface Finding {
  /** `db.application-role`: module, then what was looked at. */
  readonly name: string
  /** `fault`: the installation must not be used like this. `warning`: it works, but not as well as it should. */
  readonly level: 'fine' | 'warning' | 'fault'
  readonly zh: string
  readonly en: string
  /** What to do now; null when nothing is to be done. */
  readonly mend: { readonly zh: string; readonly en: string } | null
}
