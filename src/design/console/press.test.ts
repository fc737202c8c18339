import { describe, expect, it } from 'vitest'
import { pressKeys } from './press.ts'

/** Keys are counted, so that a test sees which press got which. */
const counted = () => {
  let count = 0
  const keys = pressKeys(() => `key-${++count}`)
  const press = (given: unknown, isDone: boolean): string | null => {
    const key = keys.begin(given)
    keys.end(isDone)
    return key
  }
  return { ...keys, press }
}

describe('一次按下的钥匙', () => {
  it('同一件事再试，还是同一把，丢了的应答找得回来', () => {
    const { press } = counted()
    expect(press({ reason: '缺材料' }, false)).toBe('key-1')
    expect(press({ reason: '缺材料' }, false)).toBe('key-1')
  })
  it('改了内容就是另一件事', () => {
    const { press } = counted()
    press({ reason: '缺材料' }, false)
    expect(press({ reason: '缺户口簿' }, false)).toBe('key-2')
  })
  it('办成以后再按，是新的一次', () => {
    const { press } = counted()
    press({}, true)
    expect(press({}, true)).toBe('key-2')
  })
  it('还在办的时候连按二十下，只有第一下算', () => {
    const { begin, end } = counted()
    const keys = Array.from({ length: 20 }, () => begin({}))
    expect(keys.filter((key) => key !== null)).toEqual(['key-1'])
    end(false)
    expect(begin({})).toBe('key-1')
  })
  it('文件换了一份，也是另一件事', () => {
    const { press } = counted()
    const scan = (name: string) => new File(['x'], name, { lastModified: 1 })
    expect(press({ file: scan('a.pdf') }, false)).toBe('key-1')
    expect(press({ file: scan('a.pdf') }, false)).toBe('key-1')
    expect(press({ file: scan('b.pdf') }, false)).toBe('key-2')
  })
})
