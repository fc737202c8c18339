import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { sheetBytes, sheetTypes } from './index.ts'

const own = mkdtempSync(join(tmpdir(), 'zhulian-sheet-test-'))
vi.stubEnv('TMPDIR', own)
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(own, { recursive: true })
})
const sheet = (rows: Iterable<(string | null)[]>) => ({ name: '名单', columns: [{ title: '户号', width: 12 }], rows })

describe('一份随答复出去的表', () => {
  it('xlsx 是一个压缩包，csv 带着让 Excel 认得的记号；像公式的字仍是字', async () => {
    const book = await sheetBytes('xlsx', [sheet([['QH-1']])])
    expect(book.subarray(0, 2).toString('latin1')).toBe('PK')
    const csv = await sheetBytes('csv', [sheet([['=1+1'], [null]])])
    expect(csv.toString('utf8')).toBe("\uFEFF户号\n'=1+1\n\n")
    expect(sheetTypes.csv).toContain('utf-8')
  })

  it('写到一半坏了，磁盘上什么也不留', async () => {
    const breaking = function* (): Generator<string[]> {
      yield ['QH-1']
      throw new Error('broken on purpose')
    }
    await expect(sheetBytes('csv', [sheet(breaking())])).rejects.toThrow()
    await expect(sheetBytes('xlsx', [sheet(breaking())])).rejects.toThrow()
    expect(readdirSync(own)).toEqual([])
  })
})
