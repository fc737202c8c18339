import type { Connection, Submittable } from 'pg'

/** Reads the messages that carry rows. */
export interface RowReader {
  /** @returns null when more is to come, or everything from the first message on that is no row. */
  readonly take: (bytes: Uint8Array) => Uint8Array | null
}

const [copyDone, errorResponse] = [0x63, 0x45]
/** One byte that says what it is, and its length without that byte. */
const headBytes = 5

/**
 * A `COPY … TO STDOUT` whose rows go to a reader as the server sends them, one message each. The common stream of this
 * driver makes an object of every row; where a million are read that costs more than to read them.
 *
 * Use it as a query of a client, and await `ended`.
 */
export class CopyMessages implements Submittable {
  readonly ended: Promise<void>
  private readonly text: string
  private readonly reader: RowReader
  private readonly settle: { readonly end: () => void; readonly fail: (error: unknown) => void }
  /** Why the reader could not go on. */
  private failure: unknown = null

  constructor(text: string, reader: RowReader) {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.text = text
    this.reader = reader
    this.ended = promise
    this.settle = { end: resolve, fail: reject }
  }

  submit(connection: Connection): void {
    const { stream } = connection
    const [driver] = stream.listeners('data') as ((bytes: Uint8Array) => void)[]
    let rest: Uint8Array = new Uint8Array(0)
    const take = (chunk: Buffer): void => {
      const others = this.others(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), stream)
      rest = others.bytes
      if (!others.isEnd) return
      stream.off('data', take)
      stream.on('data', driver!)
      driver!(Buffer.from(rest.buffer, rest.byteOffset, rest.length))
    }
    stream.off('data', driver!)
    stream.on('data', take)
    connection.query(this.text)
  }

  /** Steps over messages that are neither rows nor the end: what is about to come, notices, settings. */
  private others(
    bytes: Uint8Array,
    stream: Connection['stream'],
  ): { readonly bytes: Uint8Array; readonly isEnd: boolean } {
    let left = this.rows(bytes, stream)
    while (left !== null) {
      if (left[0] === copyDone || left[0] === errorResponse) return { bytes: left, isEnd: true }
      const length = left.length < headBytes ? Number.POSITIVE_INFINITY : 1 + Buffer.from(left).readUInt32BE(1)
      if (left.length < length) return { bytes: left, isEnd: false }
      left = left.length === length ? null : this.rows(left.subarray(length), stream)
    }
    return { bytes: new Uint8Array(0), isEnd: false }
  }

  /** Where a reader stops in the middle of the rows nobody knows what comes next: the connection is given up. */
  private rows(bytes: Uint8Array, stream: Connection['stream']): Uint8Array | null {
    if (this.failure !== null) return null
    try {
      return this.reader.take(bytes)
    } catch (error) {
      this.failure = error
      stream.destroy()
      return null
    }
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.settle.end()
  }

  handleError(error: Error): void {
    this.settle.fail(this.failure ?? error)
  }
}
