import { describe, expect, it } from 'vitest'
import { createWrongByAddress, wrongFromAddressMax } from './wrong-by-address.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 1, minute))
const tired = (address: string) => {
  const wrong = createWrongByAddress()
  for (let time = 0; time < wrongFromAddressMax; time += 1) {
    expect(wrong.closedUntil(address, at(0))).toBeNull()
    wrong.count(address, at(0))
  }
  return wrong
}

describe('一个网络地址试错太多', () => {
  it('到数就停，说得出停到几点；过了一刻钟重新数；别的地址不受连累', () => {
    const wrong = tired('203.0.113.7')
    expect(wrong.closedUntil('203.0.113.7', at(14))).toEqual(at(15))
    expect(wrong.closedUntil('203.0.113.8', at(14))).toBeNull()
    expect(wrong.closedUntil('203.0.113.7', at(15))).toBeNull()
    wrong.count('203.0.113.7', at(16))
    expect(wrong.closedUntil('203.0.113.7', at(16))).toBeNull()
  })

  it('一段 IPv6 里换着地址试，算一个', () => {
    const wrong = tired('2001:db8:1:2::1')
    expect(wrong.closedUntil('2001:db8:1:2:9:8:7:6', at(1))).toEqual(at(15))
    expect(wrong.closedUntil('2001:db8:1:3::1', at(1))).toBeNull()
    expect(tired('::ffff:203.0.113.7').closedUntil('::ffff:203.0.113.8', at(1))).toBeNull()
  })
})
