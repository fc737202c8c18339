import { must } from '../assert.ts'
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

  /** @throws columnsTooLarge beyond 4 GiB. */
  take(bytes: number): Region {
    const wanted = Math.ceil(Math.max(1, bytes) / blockBytes) * blockBytes
    const fitting = this.free
      .filter((region) => region.bytes >= wanted)
      .toSorted((left, right) => left.bytes - right.bytes)[0]
    if (fitting) {
      this.free = this.free.filter((region) => region !== fitting)
      return fitting
    }
    const region = { at: this.top, bytes: wanted }
    const lacking = Math.ceil((this.top + wanted - this.memory.buffer.byteLength) / pageBytes)
    if (this.top + wanted > pagesMax * pageBytes) throw refusals.columnsTooLarge()
    if (lacking > 0) this.memory.grow(lacking)
    this.top += wanted
    return region
  }

  give(region: Region): void {
    must(!this.free.includes(region), 'a region is given back once')
    this.free.push(region)
  }

  bytes(): DataView {
    return new DataView(this.memory.buffer)
  }
}

export type { Region }
