import { describe, expect, it } from 'vitest'
import { decision, definitions, problemsOf } from '../testing/small-model.ts'

const problemsIn = (text: string) => problemsOf(definitions(decision('答', text)))

describe('编号为 0 的字符', () => {
  const zh = '文字里有编号为 0 的字符（\\u0000），数据库存不下，请去掉'
  it.each([
    ['true or "b" = "a\\u0000"', 15],
    ['"\\U000000"', 1],
    ['{"a\\u0000": 1}', 2],
  ])('文字 %s 不收', async (text, column) => {
    expect(await problemsIn(text)).toEqual([
      expect.objectContaining({ code: 'not-supported', decision: '答', column, zh }),
    ])
  })

  it('许可的值里也不收', async () => {
    const allowed = `<itemDefinition name="t级别"><typeRef>string</typeRef><allowedValues><text>"甲", "\\u0000"</text></allowedValues></itemDefinition>`
    expect(await problemsOf(definitions(allowed))).toEqual([
      expect.objectContaining({ decision: 't级别', column: 6, zh }),
    ])
  })

  it('直接写在文件里，哪里都不收，说出第几行', async () => {
    const described = decision('答', '1').replace('<variable', '\n<description>甲\0</description><variable')
    expect(await problemsOf(definitions(described))).toEqual([
      expect.objectContaining({
        code: 'xml',
        zh: '文件第 3 行有编号为 0 的字符，数据库存不下，请去掉',
        en: 'line 3 of the file holds the character numbered 0, which no database can store; take it out',
      }),
    ])
  })

  it('写出来的反斜线不是它', async () => {
    expect(await problemsIn('"a\\\\u0000"')).toEqual([])
  })
})
