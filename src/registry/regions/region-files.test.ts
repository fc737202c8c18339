import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readRules, regionFiles } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhulian-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))
const Days = z.strictObject({ days: z.number().int() })

describe('每个地方一份规则', () => {
  it('有的地方有，没有的地方没有；文件夹外的文件不算', () => {
    mkdirSync(join(folder, '000000'))
    mkdirSync(join(folder, '330000'))
    writeFileSync(join(folder, '000000', 'rule.yaml'), 'days: 7')
    writeFileSync(join(folder, 'README.md'), 'not a region')
    const files = regionFiles(folder, 'rule.yaml', (text, called) => readRules(text, called, Days))
    expect([...files]).toEqual([['000000', { days: 7 }]])
  })

  it('读不懂的，说是哪个文件、哪一格', () => {
    writeFileSync(join(folder, '330000', 'rule.yaml'), 'days: seven')
    const read = () => regionFiles(folder, 'rule.yaml', (text, called) => readRules(text, called, Days))
    expect(read).toThrow(/330000\/rule\.yaml.*days/s)
  })

  it('不是“没有”，是“打不开”的，不当作没有', () => {
    mkdirSync(join(folder, '370000', 'rule.yaml'), { recursive: true })
    rmSync(join(folder, '330000', 'rule.yaml'))
    expect(() => regionFiles(folder, 'rule.yaml', String)).toThrow(/EISDIR/)
  })
})
