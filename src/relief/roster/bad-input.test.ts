import fc from 'fast-check'
import iconv from 'iconv-lite'
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { writeAnnotated } from './files/annotated.ts'
import { writeTemplate } from './files/template.ts'
import { columns, headingOf } from './columns/columns.ts'
import { plainHeading, readHeader } from './read/header.ts'
import { situationOf } from './read/situation.ts'
import { csvFile, idNumber, listHeadings, listRow, newPath, problemsOf, readFileOf, xlsxFile } from './testing-lists.ts'

const problems = async (...rows: Parameters<typeof csvFile>[0]): Promise<string[]> =>
  problemsOf(await readFileOf(await csvFile(rows)))

describe('认不出的，说清楚在哪一格、怎么改', () => {
  it.each([
    ['末位不对', { 证件号码: idNumber(1).replace(/.$/, (last) => (last === '0' ? '1' : '0')) }, '2 C idCheckDigit'],
    ['生日不存在', { 证件号码: '99990119720231001X' }, '2 C idBirthDate'],
    ['生日还没到', { 证件号码: idNumber(1, '20910101') }, '2 C idNotBorn'],
    ['少一位', { 证件号码: '99990119720501' }, '2 C idLength'],
    ['收入是负数', { '工资性收入（元/月）': '-200' }, '2 G negative'],
    ['约数不猜', { '工资性收入（元/月）': '约800' }, '2 G notAnAmount'],
    ['两种读法', { '工资性收入（元/月）': '1.020，00' }, '2 G twoReadings'],
    ['一横，问是没有还是不知道', { '工资性收入（元/月）': '—' }, '2 G dash'],
    ['单位和列不一样', { '工资性收入（元/月）': '12000元/年' }, '2 G otherUnit'],
    ['区划写错一个字', { 户籍地: '青和县禾东镇' }, '2 E placeNear'],
    ['区划代码没有', { 户籍地: '123456789' }, '2 E unknownPlace'],
    ['不在选项里', { 城乡: '火星' }, '2 F notInList'],
    ['像选项里的', { 现享项目: '最低生活保障金' }, '2 R didYouMean'],
    ['套数不是整数', { 房屋套数: '1.5' }, '2 N notACount'],
    ['户号空着', { 户号: '' }, '2 A missing'],
  ])('%s', async (_, cells, expected) => {
    const found = await problems(listRow('QH-1', 1, cells as Record<string, string>))
    expect(found).toEqual([expected])
  })

  it('每句话都有中文和英文，说得出现在怎么办', async () => {
    const roster = await readFileOf(await csvFile([listRow('QH-1', 1, { 证件号码: '1', 房屋套数: '很多' })]))
    for (const { refusal } of roster.households[0]!.rows[0]!.problems)
      expect([/请|就|写/.test(refusal.zh), /^[\x20-\x7e“”\u4e00-\u9fff]+$/.test(refusal.en)]).toEqual([true, true])
  })

  it('同一个人两次，两行都说，都指着对方', async () => {
    expect(await problems(listRow('QH-1', 1), listRow('QH-2', 1))).toEqual(['2 C memberTwice', '3 C memberTwice'])
  })

  it('两个户主，没有户主', async () => {
    expect(await problems(listRow('QH-1', 1), listRow('QH-1', 2))).toEqual(['2 D twoHeads', '3 D twoHeads'])
    expect(await problems(listRow('QH-1', 1, { 与户主关系: '配偶' }))).toEqual(['2 D noHead'])
  })

  it('一行不对，整户先等着，别的户照常', async () => {
    const rows = [listRow('QH-1', 1), listRow('QH-1', 2, { 与户主关系: '子女', 房屋套数: '?' }), listRow('QH-2', 3)]
    const { households } = await readFileOf(await csvFile(rows))
    expect(households.map(({ number, isHeld }) => [number, isHeld])).toEqual([
      ['QH-1', true],
      ['QH-2', false],
    ])
  })

  it('Excel 把身份证号当成了数字，直说末几位没了', async () => {
    const headings = ['户号', '姓名', '证件号码', '与户主关系']
    const path = await xlsxFile([['QH-1', '居民甲0001', 999_901_197_205_010_000, '户主']], headings)
    expect(problemsOf(await readFileOf(path))).toEqual(['2 C idRounded'])
  })
})

describe('认得下的，不麻烦人', () => {
  it('千分号、全角数字、元字、没有小数', async () => {
    for (const [text, fen] of [
      ['1,234.50', 123_450n],
      ['１２３４', 123_400n],
      ['￥800元', 80_000n],
      ['0', 0n],
    ] as const) {
      const roster = await readFileOf(await csvFile([listRow('QH-1', 1, { '工资性收入（元/月）': text })]))
      const { members } = situationOf(roster.households[0]!, { header: roster.header, factsOn: day('2026-03-02') })
      expect(members[0]!.incomes.wages).toMatchObject({
        value: { amount: fen, per: 'month' },
        source: { kind: 'listed', zh: '名单第 2 行“工资性收入（元/月）”' },
      })
    }
  })

  it('空着是不知道，不是 0', async () => {
    const roster = await readFileOf(await csvFile([listRow('QH-1', 1, { '工资性收入（元/月）': '', 车辆数: '' })]))
    const found = situationOf(roster.households[0]!, { header: roster.header, factsOn: day('2026-03-02') })
    expect([found.members[0]!.incomes.wages, found.vehicles]).toEqual([null, null])
  })

  it.each(['2019年8月', '2019-08', '2019.08', '201908', '２０１９年８月', '43678', '2019/8/1'])(
    '%s 是同一个月',
    async (text) => {
      const path = await csvFile([listRow('QH-1', 1, { 起始时间: text })], [...listHeadings, '起始时间'])
      const { households } = await readFileOf(path)
      expect(households[0]!.stated.paidSince?.value).toBe('2019-08-01')
    },
  )

  it('2019.13 没有这个月；数字 2019.1 分不清 1 月和 10 月', async () => {
    const headings = [...listHeadings, '起始时间']
    const of = async (text: string) =>
      problemsOf(await readFileOf(await csvFile([listRow('QH-1', 1, { 起始时间: text })], headings)))
    expect(await of('2019.13')).toEqual(['2 T noSuchDay'])
    const path = await xlsxFile([['QH-1', '居民甲0001', '户主', 2019.1]], ['户号', '姓名', '与户主关系', '起始时间'])
    expect(problemsOf(await readFileOf(path))).toEqual(['2 D dayUnclear'])
  })

  it('GBK 的表和 UTF-8 的表读出来一样', async () => {
    const path = await csvFile([listRow('QH-1', 1)])
    const gbk = newPath('csv')
    await writeFile(gbk, iconv.encode(await readFile(path, 'utf8'), 'gbk'))
    const [one, other] = [await readFileOf(path), await readFileOf(gbk)]
    expect(other.notes.encoding).toBe('GB18030')
    expect(other.households[0]!.rows[0]!.values).toEqual(one.households[0]!.rows[0]!.values)
  })

  it('第 40,000 行引号没有收尾，说得出是这一行', async () => {
    const rows = Array.from({ length: 39_998 }, (_, index) => `QH-${index},居民甲,户主`)
    const path = newPath('csv')
    await writeFile(path, ['户号,姓名,与户主关系', ...rows, 'QH-x,"居民甲,户主', 'QH-y,居民乙,户主', ''].join('\n'))
    await expect(readFileOf(path)).rejects.toThrow('第 40000 行的引号')
  })

  it('HTML 和公式当文字留着，写出去也不会运行', async () => {
    const hostile = ['<script>alert(1)</script>', '=HYPERLINK("http://x")', '+1+cmd|calc', '@SUM(A1)', '-2+3']
    const rows = hostile.map((name, index) => listRow(`QH-${index}`, index, { 姓名: name, 城乡: '火星' }))
    const path = await csvFile(rows)
    const roster = await readFileOf(path)
    expect(roster.households.map(({ rows: [row] }) => row!.values.name)).toEqual(hostile)
    const output = newPath('csv')
    await writeAnnotated({ path, name: 'x.csv' }, { roster, output, heldOnly: false })
    const written = await readFile(output, 'utf8')
    for (const name of hostile.slice(1)) expect(written).not.toMatch(new RegExp(`(^|,)"?\\${name[0]!}`, 'm'))
  })
})

describe('表头', () => {
  const cellsOf = (titles: readonly string[]) => titles.map((text) => ({ text, kind: 'text' as const }))

  it('每一列的每一种叫法都只指一列', () => {
    const seen = new Map<string, string>()
    for (const { name, zh, aliases } of columns)
      for (const alias of [zh, ...aliases]) {
        expect([alias, seen.get(plainHeading(alias)) ?? name]).toEqual([alias, name])
        seen.set(plainHeading(alias), name)
      }
  })

  it('换顺序、加空格、换叫法、加星号，认得的一样', () => {
    const one = fc.constantFrom(...columns).chain((column) =>
      fc.record({
        column: fc.constant(column),
        title: fc.constantFrom(headingOf(column), column.zh, ...column.aliases),
        dress: fc.constantFrom(
          (text: string) => text,
          (text: string) => ` ${text} `,
          (text: string) => `*${text}`,
          (text: string) => [...text].join(' '),
          (text: string) => `${text}：`,
          (text: string) => `${text}（必填）`,
        ),
      }),
    )
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ column }) => column.name, minLength: 3 }), (picked) => {
        const needed = columns.filter(
          ({ isNeeded, name }) => isNeeded && !picked.some(({ column }) => column.name === name),
        )
        const expected = [...picked.map(({ column }) => column.name), ...needed.map(({ name }) => name)]
        const titles = [...picked.map(({ title, dress }) => dress(title)), ...needed.map(({ zh }) => zh)]
        const { headings } = readHeader([{ number: 3, cells: cellsOf(titles) }])
        expect(headings.map(({ column }) => column?.name)).toEqual(expected)
      }),
    )
  })

  it('少了必要的列、一列写了两遍，都说出来', () => {
    expect(() => readHeader([{ number: 1, cells: cellsOf(['户号', '姓名']) }])).toThrow('与户主关系')
    expect(() => readHeader([{ number: 1, cells: cellsOf(['户号', '姓名', '关系', '成员姓名']) }])).toThrow('有两列')
    expect(() => readHeader([{ number: 1, cells: cellsOf(['甲', '乙']) }])).toThrow('没有找到表头')
  })

  it('没写单位的收入按数的大小猜，可以改', async () => {
    const path = await csvFile([listRow('QH-1', 1, { 工资收入: '24000' })], ['户号', '姓名', '与户主关系', '工资收入'])
    const wages = (await readFileOf(path)).header.headings.at(-1)
    expect([wages?.isUnitGuessed, wages?.per]).toEqual([true, 'year'])
    expect(
      readHeader([{ number: 1, cells: cellsOf(['户号', '姓名', '关系', '工资']) }], { D: 'wages:month' }).headings[3],
    ).toMatchObject({
      per: 'month',
      isUnitGuessed: false,
    })
  })

  it('模板自己读得通，样子那一户没有错', async () => {
    for (const ending of ['xlsx', 'csv']) {
      const path = newPath(ending)
      await writeTemplate(path)
      const roster = await readFileOf(path)
      expect([problemsOf(roster), roster.households.length, roster.header.lacking]).toEqual([[], 1, []])
    }
  })
})
