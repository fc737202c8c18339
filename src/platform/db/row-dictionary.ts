import type { CopiedRow } from './copy-out.ts'

/** What rows say from one field on, made once for all that say the same bytes there. */
export class RowDictionary<Said> {
  private readonly field: number
  private readonly make: (row: CopiedRow) => Said
  /** Bytes and meaning side by side; an empty place has no bytes. */
  private places: ({ readonly bytes: Buffer; readonly said: Said } | undefined)[] = Array.from({ length: placesFirst })
  private count = 0

  /** @param field first of the fields that count; all after it do, too. */
  constructor(field: number, make: (row: CopiedRow) => Said) {
    this.field = field
    this.make = make
  }

  of(row: CopiedRow): Said {
    const { bytes } = row
    const [start, end] = row.tail(this.field)
    const mask = this.places.length - 1
    let at = hashOf(bytes, start, end) & mask
    for (let kept = this.places[at]; kept !== undefined; kept = this.places[at]) {
      if (isSame(kept.bytes, bytes, start, end)) return kept.said
      at = (at + 1) & mask
    }
    const said = this.make(row)
    this.places[at] = { bytes: Buffer.from(bytes.subarray(start, end)), said }
    this.count += 1
    if (this.count * 2 > this.places.length) this.grow()
    return said
  }

  private grow(): void {
    const before = this.places
    this.places = Array.from({ length: before.length * 4 })
    for (const kept of before) {
      if (kept === undefined) continue
      let at = hashOf(kept.bytes, 0, kept.bytes.length) & (this.places.length - 1)
      while (this.places[at] !== undefined) at = (at + 1) & (this.places.length - 1)
      this.places[at] = kept
    }
  }
}

/** A power of two. */
const placesFirst = 4096

/** FNV-1a with a last mixing, so that low bits depend on all. */
function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

function isSame(kept: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (kept.length !== end - start) return false
  for (let at = 0; at < kept.length; at += 1) if (kept[at] !== bytes[start + at]) return false
  return true
}
