import { readFile, writeFile } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { judgeReturn, type ReturnReading, type SentFile } from './judge-return.ts'
import { bankBatch, cardPlatform, paymentRoutes } from './known-routes.ts'
import type { PayFile } from './pay-file.ts'
import { readRaw } from './raw-file.ts'
import type { PaymentRoute } from './route.ts'
import { answerAsBank, type BankFault, type BankWish } from './simulated-bank.ts'
import { asSent, endingOf, freshPath, payFile } from './testing-files.ts'

async function answered(route: PaymentRoute, file: PayFile, wish: Partial<BankWish> = {}): Promise<string> {
  const path = freshPath(endingOf(route.back))
  await answerAsBank(path, file, route, { failures: new Map(), ...wish })
  return path
}

const judged = async (path: string, sent: SentFile, route: PaymentRoute): Promise<ReturnReading> =>
  judgeReturn(await readRaw({ path, name: 'h.txt' }, route.back, route), sent, route)

const codesOf = ({ faults }: ReturnReading): string[] => faults.map(({ refusal }) => refusal.code)

describe.each(paymentRoutes.map((route) => [route.zh, route] as const))('%s的回盘', (_, route) => {
  const file = payFile(20)
  const [first, second, third] = file.lines.map(({ reference }) => reference)

  it('成功和失败分得清，失败带银行的原因', async () => {
    const failures = new Map([
      [first!, 'E01'],
      [third!, 'E03'],
    ])
    const reading = await judged(await answered(route, file, { failures }), asSent(file), route)
    expect(codesOf(reading)).toEqual([])
    expect(reading.answers).toHaveLength(20)
    expect(reading.answers.filter(({ result }) => result === 'returned')).toMatchObject([
      { reference: first, code: 'E01', reason: '账号不存在' },
      { reference: third, code: 'E03', reason: '账户已销户' },
    ])
    expect(reading.waiting).toEqual([])
  })

  it.each<[BankFault, string, RegExp]>([
    ['unknown-row', 'unknownLine', /第 \d+ 行的明细编号“DB2026040001-0001-X”不在发出去的文件里/],
    ['wrong-sum', 'wrongSum', /第 \d+ 行的合计写着 10,000.01 元，一行行加起来是 10,000.00 元/],
    ['wrong-count', 'wrongCount', /第 \d+ 行的合计写着 21 笔，文件里有 20 笔/],
    ['repeated-line', 'repeatedLine', /第 22 行和第 2 行是同一笔/],
    ['missing-footer', 'missingFooter', /没有合计行/],
    ['other-batch', 'otherBatch', /文件写的批次号是“DB202604-1X”/],
    ['fen-off', 'otherAmount', /第 2 行的金额是 500.01 元，发出去的是 500.00 元/],
    ['other-account', 'otherAccount', /第 2 行的账号尾号 \*{4}0002，发出去的是尾号 \*{4}0001/],
  ])('%s 一笔都不入账，说清楚在哪一行', async (fault, code, says) => {
    const reading = await judged(await answered(route, file, { fault }), asSent(file), route)
    expect(codesOf(reading)).toContain(`pay-files.${code}`)
    expect(reading.faults.map(({ refusal }) => refusal.zh).join('\n')).toMatch(says)
    expect(codesOf(reading)).toHaveLength(1)
  })

  it('乱码的文件不读', async () => {
    const path = await answered(route, file, { fault: 'garbage' })
    await expect(judged(path, asSent(file), route)).rejects.toThrow(/认不出来|打不开/)
  })

  it('先前回过成功的，这次写失败，不改已经入账的', async () => {
    const sent = asSent(file)
    const before = { ...sent, lines: sent.lines.map((line) => ({ ...line, answered: 'paid' as const })) }
    const path = await answered(route, file, { failures: new Map([[second!, 'E02']]) })
    const reading = await judged(path, before, route)
    expect(codesOf(reading)).toEqual(['pay-files.contradicts'])
    expect(reading.answers).toEqual([])
    expect(reading.known).toBe(19)
  })

  it('失败没写原因、原因代码不认得、结果不认得，都说出来', async () => {
    const bare = { ...route, reasons: { '': { zh: '', en: '', isAccount: false } } }
    const path = await answered(bare, file, { failures: new Map([[first!, '']]) })
    expect(codesOf(await judged(path, asSent(file), route))).toEqual(['pay-files.noReason'])
    const strange = await answered(route, file, { failures: new Map([[first!, 'Z77']]) })
    expect(codesOf(await judged(strange, asSent(file), route))).toEqual(['pay-files.unknownReason'])
    const other = { ...route, results: { paid: ['也许'], returned: ['失败'] } }
    expect(codesOf(await judged(await answered(other, payFile(1)), asSent(payFile(1)), route))).toEqual([
      'pay-files.unknownResult',
    ])
  })
})

describe('银行文件', () => {
  const file = payFile(3)
  const [first] = file.lines

  it('可以分几次回：没回的留在银行', async () => {
    const path = await answered(bankBatch, file, { only: new Set([first!.reference]) })
    const reading = await judged(path, asSent(file), bankBatch)
    expect(codesOf(reading)).toEqual([])
    expect(reading.answers).toHaveLength(1)
    expect(reading.waiting).toEqual(file.lines.slice(1).map(({ reference }) => reference))
  })

  it('一卡通要一次回全', async () => {
    const path = await answered(cardPlatform, file, { only: new Set([first!.reference]) })
    const reading = await judged(path, asSent(file), cardPlatform)
    expect(codesOf(reading)).toEqual(['pay-files.notAllAnswered'])
    expect(reading.faults[0]?.refusal.zh).toContain('还差 2 笔')
  })

  it.each(['utf8', 'gbk', 'gb18030'])('回盘用 %s 写也读得出', async (encoding) => {
    const path = await answered(bankBatch, file)
    await writeFile(path, iconv.encode(iconv.decode(await readFile(path), 'gbk'), encoding))
    expect((await judged(path, asSent(file), bankBatch)).answers).toHaveLength(3)
  })

  it('带表头的 CSV 也收，列的次序不论', async () => {
    const path = freshPath('csv')
    const rows = file.lines.map((line) => [
      '成功',
      line.account,
      line.reference,
      line.holder,
      '500.00',
      '',
      file.batch,
      '1',
    ])
    const text = [
      ['处理结果', '账号', '明细编号', '户名', '金额', '原因代码', '批次号', '序号'],
      ...rows,
      ['合计', '', '', '', '1,500.00元', '', '', '3'],
    ]
    await writeFile(path, text.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'))
    const reading = await judged(path, asSent(file), bankBatch)
    expect(reading.answers).toHaveLength(3)
    expect(codesOf(reading)).toEqual([])
  })

  it('缺了列的表头说缺哪一列', async () => {
    const path = freshPath('csv')
    await writeFile(path, '序号,明细编号,账号,户名,金额,批次号\n1,甲,1,居民甲,1.00,B\n')
    await expect(judged(path, asSent(file), bankBatch)).rejects.toThrow('没有“处理结果、原因代码”')
  })

  it('合计后面还有内容、开头不认得的行，都说出来', async () => {
    const path = await answered(bankBatch, file)
    const text = iconv.decode(await readFile(path), 'gbk')
    await writeFile(path, `${text.replace('D|2', 'X|2')}D|9|甲|1|甲|1.00|成功\r\n`)
    const found = codesOf(await judged(path, asSent(file), bankBatch))
    expect(found).toEqual(expect.arrayContaining(['pay-files.cannotRead', 'pay-files.afterFooter']))
  })

  it.each([
    ['空文件', '', /打不开/],
    ['别的文字', '今天天气很好\n明天也是\n', /认不出批次号/],
    ['PDF', '%PDF-1.7', /不是表格文件/],
    ['没配对的引号', 'H|DB202604-1|1\nD|1|"甲|6|乙|1.00|成功\n', /第 2 行的引号/],
  ])('%s 不收', async (_name, content, says) => {
    const path = freshPath('txt')
    await writeFile(path, content)
    await expect(judged(path, asSent(file), bankBatch)).rejects.toThrow(says)
  })
})

it('九百一十三笔里坏了三笔：付成 455,000 元', async () => {
  const file = payFile(913)
  const failures = new Map(file.lines.slice(0, 3).map(({ reference }, index) => [reference, `E0${index + 1}`]))
  const { answers } = await judged(await answered(bankBatch, file, { failures }), asSent(file), bankBatch)
  const paid = answers.filter(({ result }) => result === 'paid')
  expect(paid.reduce((sum, { amount }) => sum + amount, 0n)).toBe(45_500_000n)
  expect(answers).toHaveLength(913)
})
