/** Someone outside did not answer: a department, a bank, a disk. It is retried and shown, never counted as a "no". */
export class Outage extends Error {
  /** Who did not answer, in words a person knows. */
  readonly who: string
  readonly zh: string
  readonly en: string

  constructor(who: string, sentences: { zh: string; en: string }, cause?: unknown) {
    super(sentences.zh, { cause })
    this.name = 'Outage'
    this.who = who
    this.zh = sentences.zh
    this.en = sentences.en
  }
}
