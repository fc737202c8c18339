import { generateSync } from 'otplib'
import { describe, expect, it } from 'vitest'
import { newSecondFactor, stepOfCode } from './second-factor.ts'

const { secret, uri } = newSecondFactor('town01')
const now = new Date('2026-03-02T01:00:15Z')
const step = Math.floor(now.getTime() / 30_000)
const codeAt = (moment: Date): string => generateSync({ secret, epoch: Math.floor(moment.getTime() / 1000) })
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)

describe('动态口令', () => {
  it('二维码里写着是谁的', () => expect(uri).toMatch(/^otpauth:\/\/totp\/.*town01\?secret=/))
  it('现在的口令对，全角和空格也认', () => {
    const code = codeAt(now)
    expect(stepOfCode(secret, code, now)).toBe(step)
    expect(stepOfCode(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now)).toBe(step)
  })
  it.each([
    ['前一步还认', -30, step - 1],
    ['后一步也认', 30, step + 1],
    ['前两步过期', -60, null],
    ['后两步太早', 60, null],
  ])('%s', (_, seconds, expected) => expect(stepOfCode(secret, codeAt(later(seconds)), now)).toBe(expected))
  it.each(['', '12345', '1234567', 'abcdef', '-12345'])('“%s”不是口令', (code) =>
    expect(stepOfCode(secret, code, now)).toBeNull(),
  )
})
