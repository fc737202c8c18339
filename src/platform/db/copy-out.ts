import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { addDays, day, type Day } from '#platform/clock/index.ts'
import { must } from '#platform/errors/index.ts'
import type { Schema } from './contract.ts'

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const headBytes = signature.length + 8
/** PostgreSQL counts days from here. */
const daysBegin = day('2000-01-01')

const hexDigits = Buffer.from('0123456789abcdef')
const dash = 0x2d

/** One row of a COPY, where it lies among the bytes that came. It is the same object for every row: read it at once. */
export class CopiedRow {
  bytes: Buffer = Buffer.alloc(0)
  /** First byte of each field, −1 for null, and the byte behind it. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  private readonly digits = Buffer.alloc(36)

  constructor(width: number) {
    this.starts = new Int32Array(width)
    this.ends = new Int32Array(width)
  }

  isNull(field: number): boolean {
    return this.starts[field]! < 0
  }

  text(field: number): string {
    return this.bytes.toString('utf8', this.starts[field], this.ends[field])
  }

  uuid(field: number): string {
    const { bytes, digits } = this
    let at = 0
    for (let byte = this.starts[field]!; byte < this.ends[field]!; byte += 1) {
      if (at === 8 || at === 13 || at === 18 || at === 23) digits[at++] = dash
      digits[at++] = hexDigits[bytes[byte]! >> 4]!
      digits[at++] = hexDigits[bytes[byte]! & 15]!
    }
    return digits.toString('latin1')
  }

  /** The bytes of a field, kept. */
  copy(field: number): Buffer {
    return Buffer.from(this.bytes.subarray(this.starts[field], this.ends[field]))
  }

  isSame(field: number, kept: Buffer): boolean {
    const start = this.starts[field]!
    if (this.ends[field]! - start !== kept.length) return false
    for (let at = 0; at < kept.length; at += 1) if (this.bytes[start + at] !== kept[at]) return false
    return true
  }

  /** First byte and end of the fields from this one on, with their lengths: rows that share them say the same. */
  tail(field: number): readonly [start: number, end: number] {
    const start = this.starts[field]!
    return [(start < 0 ? this.ends[field]! : start) - 4, this.ends.at(-1)!]
  }

  /** A `date`. */
  day(field: number): Day {
    return addDays(daysBegin, this.bytes.readInt32BE(this.starts[field]))
  }
}

/** Marks the parameter of a COPY, so that no ordinary value can be taken for one. */
class CopySink {
  private readonly row: CopiedRow
  private readonly onRow: (row: CopiedRow) => void
  private rest: Buffer = Buffer.alloc(0)
  private hasHead = false
  private isAtEnd = false
  count = 0

  constructor(width: number, onRow: (row: CopiedRow) => void) {
    this.row = new CopiedRow(width)
    this.onRow = onRow
  }

  take(chunk: Buffer): void {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk])
    let at = 0
    if (!this.hasHead) {
      if (bytes.length < headBytes) return void (this.rest = bytes)
      must(bytes.subarray(0, signature.length).equals(signature), 'the rows come in the binary format of COPY')
      at = headBytes + bytes.readInt32BE(headBytes - 4)
      this.hasHead = true
    }
    this.row.bytes = bytes
    while (!this.isAtEnd) {
      const end = this.find(bytes, at)
      if (end < 0) break
      at = end
    }
    this.rest = bytes.subarray(at)
  }

  /** Reads one row and says where it ends; −1 when the rest of it has not come yet. */
  private find(bytes: Buffer, from: number): number {
    const { starts, ends } = this.row
    if (from + 2 > bytes.length) return -1
    const width = (bytes[from]! << 8) | bytes[from + 1]!
    if (width === 0xff_ff) {
      this.isAtEnd = true
      return from + 2
    }
    must(width === starts.length, 'the rows have the fields that were named')
    let at = from + 2
    for (let field = 0; field < width; field += 1) {
      if (at + 4 > bytes.length) return -1
      const length = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
      at += 4
      starts[field] = length < 0 ? -1 : at
      at += Math.max(0, length)
      if (at > bytes.length) return -1
      ends[field] = at
    }
    this.count += 1
    this.onRow(this.row)
    return at
  }

  finish(): number {
    must(this.isAtEnd && this.rest.length === 0, 'the rows came to their end')
    return this.count
  }
}

export const isCopyOut = (parameters: readonly unknown[] | undefined): parameters is readonly [CopySink] =>
  parameters?.[0] instanceof CopySink

/**
 * Reads many rows by COPY on the connection of the transaction: five times quicker than row objects through the driver.
 * Row-level security holds as for any query. A COPY takes no parameters, so values stand in the query as `sql.lit`.
 *
 * @param width how many columns the query has.
 * @returns how many rows came.
 */
export async function copyOut(
  tx: Kysely<Schema>,
  query: RawBuilder<unknown>,
  { width, onRow }: { readonly width: number; readonly onRow: (row: CopiedRow) => void },
): Promise<number> {
  const { sql: text, parameters } = query.compile(tx)
  must(parameters.length === 0, 'a COPY takes no parameters')
  const sink = new CopySink(width, onRow)
  await tx.executeQuery(CompiledQuery.raw(`COPY (${text}) TO STDOUT (FORMAT binary)`, [sink]))
  return sink.finish()
}

/** Runs on the client itself; only the connection wrapper calls it. */
export async function drainRows(
  client: pg.PoolClient,
  text: string,
  sink: CopySink,
): Promise<{ command: 'COPY'; rowCount: number; rows: never[] }> {
  let failure: unknown = null
  // What comes is read to its end whatever a reader says: a connection left in the middle of a COPY serves nobody.
  for await (const chunk of client.query(to(text))) {
    if (failure !== null) continue
    try {
      sink.take(chunk as Buffer)
    } catch (error) {
      failure = error
    }
  }
  if (failure !== null) throw failure
  return { command: 'COPY', rowCount: sink.count, rows: [] }
}
