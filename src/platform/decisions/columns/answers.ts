import { given, must } from '../assert.ts'
import type { Value as PublicValue } from '../contract.ts'
import { nanosADay } from '../values/calendar.ts'
import { dateFromDays } from '../values/dates.ts'
import { DayTime, YearMonth } from '../values/durations.ts'
import { exact } from '../values/number.ts'
import { type Caseload, type ColumnValues, isKnown } from './caseload.ts'
import type { Kernel } from './compile.ts'
import { arrays, bytesOf, laneBits, laneCount, missingIn } from './layout.ts'
import type { Region, SharedRegions } from './memory.ts'
import type { Output } from './outputs.ts'

/** The results of one whole run. They stay in the memory of the caseload until they are released. */
export class Answers {
  readonly outputs: readonly Output[]
  readonly subjects: number
  private readonly kernel: Kernel
  private readonly caseload: Caseload
  private readonly region: Region
  private readonly view: DataView
  private isReleased = false

  constructor(kernel: Kernel, caseload: Caseload, region: Region) {
    this.kernel = kernel
    this.caseload = caseload
    this.region = region
    this.outputs = kernel.outputs
    this.subjects = caseload.subjects
    this.view = caseload.regions.bytes()
  }

  /** The same value as `decide` gives for this subject, counted from 0. */
  value(name: string, subject: number): PublicValue {
    return this.valueOf(this.output(name), subject)
  }

  valueOf(output: Output, subject: number): PublicValue {
    const units = this.unitsOf(output, subject)
    return units === null ? null : decoded(output, units)
  }

  /** One result of all subjects in the order in which they were given: units, codes, or bits. */
  column(name: string): ColumnValues {
    must(!this.isReleased, 'answers are read before they are released')
    const { storage, place } = this.output(name)
    const width = bytesOf[storage]
    const stored = new arrays[storage](this.caseload.regions.memory.buffer)
    const [first, step] = [(this.region.at + place) / width, this.kernel.outBytes / width]
    const { slots } = this.caseload
    const values = new Float64Array(this.subjects)
    const known = new Uint8Array(Math.ceil(this.subjects / 8))
    for (let index = 0; index < values.length; index += 1) {
      const slot = slots[index]!
      const units = stored[first + (slot >> laneBits) * step + (slot & (laneCount - 1))]!
      if (units === missingIn[storage]) continue
      values[index] = units
      known[index >> 3]! |= 1 << (index & 7)
    }
    return { values, known }
  }

  /** Where and how the results are kept, for a kernel that reads them. */
  stored(): { regions: SharedRegions; slots: Int32Array; results: number; kernel: Kernel } {
    must(!this.isReleased, 'answers are read before they are released')
    const { regions, slots } = this.caseload
    return { regions, slots, results: this.region.at, kernel: this.kernel }
  }

  /** Subjects whose results are not all the same in an earlier run of the same decisions over the same caseload. */
  changedSince(earlier: Answers): Int32Array {
    const isComparable = JSON.stringify(earlier.outputs) === JSON.stringify(this.outputs)
    must(earlier.caseload === this.caseload && isComparable, 'both are runs of one caseload with the same results')
    const differs = this.differingTiles(earlier)
    const changed: number[] = []
    for (let index = 0; index < this.subjects; index += 1) {
      if (differs[Math.trunc(this.caseload.slots[index]! / laneCount)] === 0) continue
      const isSame = this.outputs.every((output) => this.unitsOf(output, index) === earlier.unitsOf(output, index))
      if (!isSame) changed.push(index)
    }
    return Int32Array.from(changed)
  }

  /**
   * Subjects whose results are not all those that were kept, in the order of the subjects.
   *
   * @param kept columns of results by name.
   * @param places for each subject the place of what was kept of it, −1 where nothing was: then it counts as changed.
   */
  changedFrom(kept: Readonly<Record<string, ColumnValues>>, places: Int32Array): Int32Array {
    must(places.length === this.subjects, 'each subject has a place among what was kept, or none')
    const differs = new Uint8Array(this.subjects)
    let [count, most] = [0, -1]
    for (let index = 0; index < differs.length; index += 1) {
      if (places[index]! < 0) count += differs[index] = 1
      most = Math.max(most, places[index]!)
    }
    for (const { name } of count < differs.length ? this.outputs : []) {
      const [now, before] = [this.column(name), given(kept[name], `kept “${name}”`)]
      must(most < before.values.length, 'every place is one of what was kept')
      for (let index = 0; index < differs.length; index += 1) {
        if (differs[index] === 1) continue
        const place = places[index]!
        const [isNow, isBefore] = [isKnown(now.known!, index), !before.known || isKnown(before.known, place)]
        if (isNow !== isBefore || (isNow && now.values[index] !== before.values[place])) count += differs[index] = 1
      }
    }
    const changed = new Int32Array(count)
    for (let index = 0, next = 0; next < count; index += 1) if (differs[index] === 1) changed[next++] = index
    return changed
  }

  /** 1 for each four subjects whose results are not all the same bytes. */
  private differingTiles(earlier: Answers): Uint8Array {
    const { outBytes } = this.kernel
    const ints = new Int32Array(this.caseload.regions.memory.buffer)
    const [from, other, step] = [this.region.at / 4, earlier.region.at / 4, outBytes / 4]
    const differs = new Uint8Array(this.caseload.tiles)
    for (let tile = 0; tile < differs.length; tile += 1) {
      for (let index = tile * step; index < (tile + 1) * step; index += 1) {
        if (ints[from + index] !== ints[other + index]) differs[tile] = 1
      }
    }
    return differs
  }

  /** Gives the memory back; the answers cannot be read any more. */
  release(): void {
    must(!this.isReleased, 'answers are released once')
    this.isReleased = true
    this.caseload.regions.give(this.region)
  }

  output(name: string): Output {
    const output = this.outputs.find((each) => each.name === name)
    must(output, `“${name}” is among the results`)
    return output
  }

  /** The result as it is stored: units of the scale, a position in the texts, bits, days; null when it is not known. */
  unitsOf({ storage, place }: Output, subject: number): number | null {
    must(!this.isReleased, 'answers are read before they are released')
    const slot = this.caseload.slots[subject]
    must(slot !== undefined, 'the subject is one of the caseload')
    const lane = slot % laneCount
    const at = this.region.at + ((slot - lane) / laneCount) * this.kernel.outBytes + place + lane * bytesOf[storage]
    const units = readers[storage](this.view, at)
    return units === missingIn[storage] ? null : units
  }
}

const readers = {
  i8: (view: DataView, at: number) => view.getInt8(at),
  i16: (view: DataView, at: number) => view.getInt16(at, true),
  i32: (view: DataView, at: number) => view.getInt32(at, true),
  f64: (view: DataView, at: number) => view.getFloat64(at, true),
}

function decoded({ kind, scale, values }: Output, units: number): PublicValue {
  switch (kind) {
    case 'truth':
      return units === 1
    case 'text':
      return values[units]!
    case 'reasons':
      return values.filter((_, bit) => ((units >>> bit) & 1) === 1)
    case 'number':
      return exact(units, scale)
    case 'date':
      return dateFromDays(units)
    case 'months':
      return new YearMonth(units)
    case 'days':
      return new DayTime(BigInt(units) * nanosADay)
  }
}
