import type { Mend } from './columns/parse-values.ts'
import type { Roster } from './read/read-roster.ts'

export interface Notice {
  readonly zh: string
  readonly en: string
  readonly count: number
}

const mendWords: Readonly<Record<Mend, { zh: string; en: string }>> = {
  'full-width': { zh: '全角数字', en: 'full-width digits' },
  thousands: { zh: '千分号', en: 'thousands commas' },
  'excel-day': { zh: 'Excel 日期数', en: 'Excel day numbers' },
  'written-month': { zh: '写成“2019年8月”的日期', en: 'dates written 2019年8月' },
}

/** What was understood without asking, and what of the file was not read: said, not hidden. */
export function noticesOf({ mends, notes, formulas, header }: Roster): Notice[] {
  const understood = [...mends].map(([mend, count]) => ({ ...mendWords[mend], count }))
  const notices: Notice[] = [...understood]
  const add = (zh: string, en: string, count: number): void => void (count > 0 && notices.push({ zh, en, count }))
  add('公式格，用的是上次算出的数', 'formula cells, read as last computed', formulas)
  add('处合并单元格，按每格同样的内容读', 'merged areas, read as if every cell held the content', notes.mergedAreas)
  add(`张隐藏的表没有读：${notes.hiddenSheets.join('、')}`, 'hidden sheets, not read', notes.hiddenSheets.length)
  add(`张后面的表没有读：${notes.otherSheets.join('、')}`, 'further sheets, not read', notes.otherSheets.length)
  const guessed = header.headings.filter(({ isUnitGuessed }) => isUnitGuessed)
  add(
    `列没写单位，按数的大小猜的：${guessed.map(({ title, per }) => `${title}按元/${per === 'year' ? '年' : '月'}`).join('、')}`,
    'columns without a unit, guessed from their figures',
    guessed.length,
  )
  const unused = header.headings.filter(({ column, title }) => column === null && !title.startsWith('错在哪'))
  add(`列用不上：${unused.map(({ title }) => title).join('、')}`, 'columns not used', unused.length)
  return notices
}
