import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { fen } from '#platform/money/index.ts'
import { judgeReturn } from './judge-return.ts'
import { bankBatch, cardPlatform, paymentRoutes } from './known-routes.ts'
import type { PayFile } from './pay-file.ts'
import { readRaw } from './raw-file.ts'
import { readPayFile } from './read-pay-file.ts'
import { answerAsBank } from './simulated-bank.ts'
import { asSent, endingOf, freshPath, payFile, payLine } from './testing-files.ts'
import { writePayFile } from './write-pay-file.ts'

const anyFile: fc.Arbitrary<PayFile> = fc
  .array(
    fc.record({
      amount: fc.integer({ min: 1, max: 2_000_000_000 }),
      name: fc.constantFrom('居民甲', '居民·乙', 'A. Li', '𠮷田𠀋', '㐂某'),
    }),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((lines) => ({
    batch: 'DB202604-1',
    lines: lines.map(({ amount, name }, index) =>
      payLine(index + 1, { amount: fen(amount), holder: `${name}${String(index).padStart(4, '0')}` }),
    ),
  }))

describe.each(paymentRoutes.map((route) => [route.zh, route] as const))('%s', (_, route) => {
  it('写出去的读回来一笔不差；银行怎么答，入账就怎么分', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, fc.nat(), async (file, seed) => {
        const path = freshPath(endingOf(route.out))
        await writePayFile(path, file, route)
        const read = await readPayFile({ path, name: 'out' }, route, '2026-04')
        expect(read).toEqual({ ...file, lines: file.lines })
        const failures = new Map(
          file.lines.filter((__, index) => (seed >> (index % 30)) & 1).map(({ reference }) => [reference, 'E01']),
        )
        const back = freshPath(endingOf(route.back))
        await answerAsBank(back, read, route, { failures })
        const reading = judgeReturn(await readRaw({ path: back, name: 'back' }, route.back, route), asSent(file), route)
        expect(reading.faults).toEqual([])
        const paid = reading.answers.filter(({ result }) => result === 'paid')
        expect(paid.length + failures.size).toBe(file.lines.length)
        const returned = reading.answers.filter(({ result }) => result === 'returned')
        expect(new Set(returned.map(({ reference }) => reference))).toEqual(new Set(failures.keys()))
      }),
      { numRuns: 25 },
    )
  })
})

describe('发给银行的文件', () => {
  it('是 GB 18030，GBK 有的字和 GBK 一个样；有头有尾，尾上是笔数和金额', async () => {
    const path = freshPath('txt')
    await writePayFile(path, payFile(2), bankBatch)
    expect(iconv.decode(await readFile(path), 'gbk').split('\r\n')).toEqual([
      'H|DB202604-1|2',
      'D|1|DB2026040001-0001|6299000000000000001|居民甲0001|500.00|低保金2026年4月',
      'D|2|DB2026040001-0002|6299000000000000002|居民甲0002|500.00|低保金2026年4月',
      'T|2|1000.00',
      '',
    ])
  })

  it('只收 GBK 的银行，“𠮷”写不进去；不写成问号', async () => {
    const out = { ...bankBatch.out, as: { ...bankBatch.out.as, encoding: 'GBK' } } as typeof bankBatch.out
    const file = { batch: 'B', lines: [payLine(1, { holder: '𠮷某' })] }
    await expect(writePayFile(freshPath('txt'), file, { ...bankBatch, out })).rejects.toThrow('GBK 里没有的字')
  })

  it.each(['居|民', '居"民', '居\n民'])('户名“%s”写不进文件，先要改', async (holder) => {
    const file = { batch: 'B', lines: [payLine(1, { holder })] }
    await expect(writePayFile(freshPath('txt'), file, bankBatch)).rejects.toThrow('户名或摘要里有文件写不了的字')
  })

  it('工作簿里的账号是文字，十九位一位不少', async () => {
    const path = freshPath('xlsx')
    await writePayFile(path, payFile(1), cardPlatform)
    const { lines } = await readRaw({ path, name: 'x.xlsx' }, cardPlatform.out, cardPlatform)
    expect(lines[0]?.cells.account?.text).toBe('6299000000000000001')
  })

  it('一笔也没有就不做文件', async () => {
    await expect(writePayFile(freshPath('txt'), { batch: 'B', lines: [] }, bankBatch)).rejects.toThrow(
      '这个文件里一笔也没有：该发的都已经发出去了，或者名单还没有批准',
    )
  })
})
