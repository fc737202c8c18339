import { given, must } from '../assert.ts'
import { refusals } from '../refusals.ts'
import { pagesMax } from './wasm.ts'

export const pageBytes = 65_536
const blockBytes = 64

interface Region {
  readonly at: number
  readonly bytes: number
}

/** Shared memory of one caseload, given out in regions: its columns, and the results of each run. */
export class SharedRegions {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: pagesMax, shared: true })
  private top = blockBytes
  private free: Region[] = []
  /** Regions that somebody has: each taking is a region of its own, also where an earlier one lay. */
  private readonly taken = new Set<Region>()
  private readonly views = new WeakMap<ArrayLike<number>, Region>()

  /** @throws columnsTooLarge beyond 4 GiB. */
  take(bytes: number): Region {
    const wanted = Math.ceil(Math.max(1, bytes) / blockBytes) * blockBytes
    const fitting = this.free
      .filter((region) => region.bytes >= wanted)
      .toSorted((left, right) => left.bytes - right.bytes)[0]
    if (fitting) {
      this.free = this.free.filter((region) => region !== fitting)
      return this.lend({ ...fitting })
    }
    const region = { at: this.top, bytes: wanted }
    const lacking = Math.ceil((this.top + wanted - this.memory.buffer.byteLength) / pageBytes)
    if (this.top + wanted > pagesMax * pageBytes) throw refusals.columnsTooLarge()
    if (lacking > 0) this.memory.grow(lacking)
    this.top += wanted
    return this.lend(region)
  }

  private lend(region: Region): Region {
    this.taken.add(region)
    return region
  }

  give(region: Region): void {
    must(this.taken.delete(region), 'a region is given back once')
    this.free.push(region)
  }

  bytes(): DataView {
    return new DataView(this.memory.buffer)
  }

  /** Whole numbers of 32 bits that lie here from a byte on, as long as nobody gives their region back. */
  ints(at: number, count: number): Int32Array {
    return this.known(new Int32Array(this.memory.buffer, at, count))
  }

  doubles(at: number, count: number): Float64Array {
    return this.known(new Float64Array(this.memory.buffer, at, count))
  }

  /** Bits, eight in a byte. */
  bits(at: number, count: number): Uint8Array {
    return this.known(new Uint8Array(this.memory.buffer, at, Math.ceil(count / 8)))
  }

  private known<Values extends ArrayLike<number> & ArrayBufferView>(values: Values): Values {
    const end = values.byteOffset + values.byteLength
    const region = [...this.taken].find(({ at, bytes }) => at <= values.byteOffset && end <= at + bytes)
    this.views.set(values, given(region, 'a region that somebody has around the values'))
    return values
  }

  /**
   * Do these values lie in this memory already, so that a kernel can read them where they are? A mistake of the caller
   * when their region was given back: somebody else writes there.
   */
  holds(values: ArrayLike<number>): boolean {
    const region = this.views.get(values)
    must(region === undefined || this.taken.has(region), 'values are read before their memory is given back')
    return region !== undefined
  }
}

/** Memory that is needed for a while, and given back at once. */
export class Scratch {
  readonly regions: SharedRegions
  private readonly taken: Region[] = []

  constructor(regions: SharedRegions) {
    this.regions = regions
  }

  take(bytes: number): number {
    const region = this.regions.take(bytes)
    this.taken.push(region)
    return region.at
  }

  /** Where these values lie: where they are, or a copy of them. */
  place(values: Int32Array | Uint8Array): number {
    if (this.regions.holds(values)) return values.byteOffset
    const at = this.take(values.byteLength)
    new Uint8Array(this.regions.memory.buffer, at, values.byteLength).set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    )
    return at
  }

  release(): void {
    for (const region of this.taken) this.regions.give(region)
  }
}

export type { Region }
