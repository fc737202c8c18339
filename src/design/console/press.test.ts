import { describe, expect, it } from 'vitest'
import { pressKeys } from './press.ts'

const counted = () => {
  let count = 0
  return pressKeys(() => `key-${++count}`)
}

describe('一次按下的钥匙', () => {
  it('同一件事再试，还是同一把，丢了的应答找得回来', () => {
    const keys = counted()
    expect(keys.keyFor({ reason: '缺材料' })).toBe(keys.keyFor({ reason: '缺材料' }))
  })
  it('改了内容就是另一件事', () => {
    const keys = counted()
    expect(keys.keyFor({ reason: '缺材料' })).not.toBe(keys.keyFor({ reason: '缺户口簿' }))
  })
  it('办成以后再按，是新的一次', () => {
    const keys = counted()
    const first = keys.keyFor({})
    keys.done()
    expect(keys.keyFor({})).not.toBe(first)
  })
  it('文件换了一份，也是另一件事', () => {
    const keys = counted()
    const scan = (name: string) => new File(['x'], name, { lastModified: 1 })
    expect(keys.keyFor({ file: scan('a.pdf') })).toBe(keys.keyFor({ file: scan('a.pdf') }))
    expect(keys.keyFor({ file: scan('a.pdf') })).not.toBe(keys.keyFor({ file: scan('b.pdf') }))
  })
})
