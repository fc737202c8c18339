import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsFor } from './ledger.tsx'
import { sumsOf } from './result-ledger.tsx'
import { sizeOf } from './file-drop.tsx'

const part = fc.record({
  households: fc.nat(5000),
  paid: fc.bigInt({ min: 0n, max: 10_000_000_000n }),
  computed: fc.bigInt({ min: 0n, max: 10_000_000_000n }),
})
const wire = (one: { households: number; paid: bigint; computed: bigint }) => ({
  households: one.households,
  paid: one.paid.toString(),
  computed: one.computed.toString(),
})

describe('从现在发的到测算的', () => {
  it('一行一行加减，最后一行一定等于各类测算之和', () => {
    fc.assert(
      fc.property(part, part, part, part, part, (same, less, more, unknown, no) => {
        const kinds = {
          same: wire({ ...same, computed: same.paid }),
          less: wire(less),
          more: wire(more),
          // What is not certain keeps what is paid.
          unknown: wire({ ...unknown, computed: unknown.paid }),
          no: wire({ ...no, computed: 0n }),
        }
        const sums = sumsOf({ kinds })
        const computed = Object.values(kinds).reduce((sum, one) => sum + BigInt(one.computed), 0n)
        expect(sums.computed).toBe(computed)
        expect(sums.paid + sums.less - sums.more - sums.no).toBe(sums.computed)
      }),
    )
  })
  it('格子够写最大的那个数，最少六格', () => {
    const line = (fen: string) => ({ name: '', small: '', operator: '' as const, fen })
    expect(cellsFor([line('5')])).toBe(6)
    expect(cellsFor([line('185111300'), line('0')])).toBe(9)
  })
})

describe('文件大小', () => {
  it.each([
    [1, '1 KB'],
    [940_000, '918 KB'],
    [20 * 1_048_576, '20.0 MB'],
  ])('%i 字节', (bytes, shown) => {
    expect(sizeOf(bytes)).toBe(shown)
  })
})
