import { extname } from 'node:path'
import { columnLetter, writeCsv, writeXlsx, type OutCell, type OutColumn } from '#platform/sheets/index.ts'
import { columns, headingOf, type Column } from '../columns/columns.ts'

const choicesSheet = '选项'
const pickRows = 5_000

/** The template: the list with a filled example, what each column is, and what can be chosen. @throws diskFull, cannotWrite */
export async function writeTemplate(path: string): Promise<void> {
  const picked = columns.filter(({ words }) => words !== undefined)
  const listColumns = columns.map((column): OutColumn => {
    const place = picked.indexOf(column)
    const letter = columnLetter(place)
    return {
      title: headingOf(column),
      width: widthOf(column),
      note: noteOf(column),
      ...(column.reads === 'amount' || column.reads === 'count' ? {} : { isText: true }),
      ...(place < 0 ? {} : { pick: `'${choicesSheet}'!$${letter}$2:$${letter}$${(column.words?.length ?? 0) + 1}` }),
    }
  })
  const examples = [0, 1].map((index) => columns.map((column): OutCell => exampleOf(column, index as 0 | 1)))
  if (extname(path).toLowerCase() === '.csv') return writeCsv(path, { columns: listColumns, rows: examples })
  return writeXlsx(path, [
    { name: '名单', columns: listColumns, rows: examples, pickRows },
    {
      name: '每列是什么',
      columns: [
        { title: '列名', width: 24 },
        { title: '要不要填', width: 12 },
        { title: '填什么', width: 60 },
        { title: '可以写', width: 60 },
        { title: '也认得这些叫法', width: 60 },
      ],
      rows: columns.map((column) => [
        headingOf(column),
        column.isNeeded ? '必填' : '可以空着',
        noteOf(column),
        column.words?.map(([, name]) => name).join('、') ?? formOf(column),
        column.aliases.join('、'),
      ]),
    },
    {
      name: choicesSheet,
      columns: picked.map(({ zh }) => ({ title: zh, width: 18 })),
      rows: Array.from({ length: Math.max(...picked.map(({ words }) => words?.length ?? 0)) }, (_, row) =>
        picked.map(({ words }) => words?.[row]?.[1] ?? null),
      ),
    },
  ])
}

function exampleOf({ example, reads }: Column, index: 0 | 1): OutCell {
  const text = example[index]
  if (text === '') return null
  return reads === 'amount' || reads === 'count' ? Number(text) : text
}

const widthOf = ({ reads }: Column): number => (reads === 'id-number' ? 22 : reads === 'place' ? 26 : 15)

const noteOf = ({ says, isOfHousehold }: Column): string =>
  [says, isOfHousehold ? '一户填一次，写在户主那行' : '', '不知道就空着，空着当不知道，不当 0']
    .filter((part) => part !== '')
    .join('。')

function formOf({ reads }: Column): string {
  switch (reads) {
    case 'amount':
      return '数字，最多两位小数，如 1234.50'
    case 'count':
      return '0、1、2 这样的整数'
    case 'day':
      return '2019-08-01'
    case 'month':
      return '2019-08 或 2019年8月'
    case 'place':
      return '区划代码，或“青禾县禾西镇石泾村”这样的全名'
    case 'id-number':
      return '18 位'
    case 'text':
    case 'words':
      return '文字'
  }
}
