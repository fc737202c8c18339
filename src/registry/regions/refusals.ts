import { defineRefusals } from '#platform/errors/index.ts'

export const regionRefusals = defineRefusals('regions', {
  unknownRegion: {
    status: 422,
    zh: '区划“{code}”不在区划表里。请填 6 位（县）、9 位（镇街）或 12 位（村居）代码，或者从提示里选一个',
    en: 'Region “{code}” is not in the region table. Give a code of 6 digits (county), 9 (town) or 12 (village), or choose from the suggestions',
  },
  lineHasBadCode: {
    status: 422,
    zh: '第 {line} 行：“{code}”不是区划代码，请写 6、9 或 12 位数字。一行也没有载入，请改好再来',
    en: 'Line {line}: “{code}” is no region code; write 6, 9 or 12 digits. Nothing was loaded; mend it and try again',
  },
  lineHasBadName: {
    status: 422,
    zh: '第 {line} 行：名称“{name}”是空的、太长，或者不是 UTF-8 文字。一行也没有载入，请改好再来',
    en: 'Line {line}: the name “{name}” is empty, too long or not UTF-8 text. Nothing was loaded; mend it and try again',
  },
  lineHasBadParent: {
    status: 422,
    zh: '第 {line} 行：上级“{parent}”不在区划表里，也不在前面的行里。一行也没有载入，请改好再来',
    en: 'Line {line}: its parent “{parent}” is neither in the region table nor above. Nothing was loaded; mend it and try again',
  },
  lineHasBadLevel: {
    status: 422,
    zh: '第 {line} 行：级别“{level}”和代码 {code} 对不上。一行也没有载入，请改好再来',
    en: 'Line {line}: level “{level}” does not fit code {code}. Nothing was loaded; mend it and try again',
  },
  lineHasBadDay: {
    status: 422,
    zh: '第 {line} 行：“{text}”不是日期，请写成 2026-03-02。一行也没有载入，请改好再来',
    en: 'Line {line}: “{text}” is no day; write it like 2026-03-02. Nothing was loaded; mend it and try again',
  },
  lineEndsTooSoon: {
    status: 422,
    zh: '第 {line} 行：失效日 {to} 不晚于生效日 {from}。一行也没有载入，请改好再来',
    en: 'Line {line}: it ends on {to}, not after it begins on {from}. Nothing was loaded; mend it and try again',
  },
  lineHasTooMuch: {
    status: 422,
    zh: '第 {line} 行：有 {count} 列，最多 {most} 列。一行也没有载入，请改好再来',
    en: 'Line {line}: it has {count} columns; there are {most} at most. Nothing was loaded; mend it and try again',
  },
  lineIsTwice: {
    status: 422,
    zh: '第 {line} 行：代码 {code} 前面已经有一行。一行也没有载入，请改好再来',
    en: 'Line {line}: code {code} stands above already. Nothing was loaded; mend it and try again',
  },
  emptyList: {
    status: 422,
    zh: '这个文件里一行区划也没有。请写成“代码 Tab 名称”，一行一个',
    en: 'This file holds no region. Write “code Tab name”, one a line',
  },
})
