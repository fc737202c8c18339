import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMap, isSeq, parse, type YAMLMap, type YAMLSeq } from 'yaml'
import { describe, expect, it } from 'vitest'
import {
  entryAdded,
  entryGone,
  entrySet,
  itemBefore,
  itemGone,
  itemsAdded,
  listEmptied,
  onOneLine,
  placed,
  spliced,
} from './yaml-text.ts'

const listIn = (text: string): YAMLSeq => {
  const list = placed(text).get('list')
  if (!isSeq(list)) throw new Error('no list')
  return list
}
const itemIn = (text: string, index = 0): YAMLMap => {
  const item = listIn(text).items[index]
  if (!isMap(item)) throw new Error('no item')
  return item
}
/** Lines of the first that the second lacks, and the other way round. */
const differ = (before: string, after: string) => {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) }
}

const written = `# head
list:
  # before a
  - name:   a   # odd spaces
    rows: [{a: 1}, { b: 2 }]
    expect:
      outcome: entitled # why
      amount: "1"
    # behind the expectation

  - name: b
    expect: { outcome: x } # beside
  - expect: {
      outcome: y
    }
    name: c
# foot
other: [1,2]
`

describe('改一处，别的一个字节也不动', () => {
  it('一行写的值就地换掉，旁边的注释还在', () => {
    const edited = spliced(written, [entrySet(written, itemIn(written, 1), 'expect', { outcome: 'z' })])
    expect(differ(written, edited)).toEqual({
      gone: ['    expect: { outcome: x } # beside'],
      come: ['    expect: { outcome: z } # beside'],
    })
  })

  it('几行写的值换成一行，后面的注释和空行还在', () => {
    const edited = spliced(written, [entrySet(written, itemIn(written, 0), 'expect', { outcome: 'z' })])
    expect(differ(written, edited)).toEqual({
      gone: ['    expect:', '      outcome: entitled # why', '      amount: "1"'],
      come: ['    expect: { outcome: z }'],
    })
    expect(edited).toContain('    expect: { outcome: z }\n    # behind the expectation\n\n  - name: b')
  })

  it('没有这一项的，加在最后一项后面', () => {
    const edited = spliced(written, [entryAdded(written, itemIn(written, 2), 'more: 1')])
    expect(edited).toContain('    name: c\n    more: 1\n# foot')
    expect(
      spliced('list:\n  - { a: 1 }', [entrySet('list:\n  - { a: 1 }', itemIn('list:\n  - { a: 1 }'), 'b', '2')]),
    ).toBe('list:\n  - { a: 1, b: "2" }')
  })

  it('别处指着的值换了，指着的还找得到', () => {
    for (const text of ['list:\n  - a: &x [1]\n    b: *x\n', 'list:\n  - a: &x\n      - 1\n    b: *x\n'])
      expect(parse(spliced(text, [entrySet(text, itemIn(text), 'a', [2])]))).toEqual({ list: [{ a: [2], b: [2] }] })
  })

  it('空着的值填上', () => {
    const text = 'list:\n  - a:\n    b: 1\n'
    expect(spliced(text, [entrySet(text, itemIn(text), 'a', 'x')])).toBe('list:\n  - a: x\n    b: 1\n')
  })

  it.each([
    ['列表里的第一项', 'a', 'list:\n  - b: 2\n    c: 3\n'],
    ['中间一项', 'b', 'list:\n  - a: 1\n    c: 3\n'],
    ['最后一项', 'c', 'list:\n  - a: 1\n    b: 2\n'],
  ])('去掉一项：%s', (_, name, after) => {
    const text = 'list:\n  - a: 1\n    b: 2\n    c: 3\n'
    expect(spliced(text, [entryGone(text, itemIn(text), name)!])).toBe(after)
  })

  it.each([
    ['a', 'list: [{ b: 2,c: 3 }]'],
    ['c', 'list: [{ a: 1,  b: 2 }]'],
  ])('一行写的里面去掉 %s', (name, after) => {
    const text = 'list: [{ a: 1,  b: 2,c: 3 }]'
    expect(spliced(text, [entryGone(text, itemIn(text), name)!])).toBe(after)
  })

  it('加到列表的末尾：照列表的写法缩进，一行写的还在一行里，空的列表展开', () => {
    const add = (text: string) => spliced(text, itemsAdded(text, listIn(text), [{ name: '甲', on: '2026-04-01' }]))
    expect(add(written)).toContain('    name: c\n  - name: 甲\n    on: 2026-04-01\n# foot')
    expect(add('list:\n- name: a')).toBe('list:\n- name: a\n- name: 甲\n  on: 2026-04-01')
    expect(add('list: [{a: 1}]\n')).toBe('list: [{a: 1}, { name: 甲, on: 2026-04-01 }]\n')
    expect(add('# 空\nlist: []\nx: 1\n')).toBe('# 空\nlist:\n  - name: 甲\n    on: 2026-04-01\nx: 1\n')
  })

  it('插在一项前面，去掉一项，注释跟着自己的那一项走', () => {
    const text = 'list:\n  # one\n  - { a: 1 }\n  - { a: 3 } # three\n  # four\n  - { a: 4 }\n'
    const list = listIn(text)
    expect(spliced(text, [itemBefore(text, list, 1, { a: 2 })])).toContain('  - { a: 1 }\n  - { a: 2 }\n  - { a: 3 }')
    expect(spliced(text, [itemGone(text, list, 0), itemBefore(text, list, 0, { a: 0 })])).toBe(
      'list:\n  # one\n  - { a: 0 }\n  - { a: 3 } # three\n  # four\n  - { a: 4 }\n',
    )
    expect(spliced(text, [itemGone(text, list, 2)])).toContain('  - { a: 3 } # three\n')
    expect(parse(spliced(text, [itemGone(text, list, 2)]))).toEqual({ list: [{ a: 1 }, { a: 3 }] })
  })

  it('去空了的列表写明是空的', () => {
    const text = 'list:\n  # why\n  - { a: 1 }\nx: 1\n'
    const emptied = spliced(text, [listEmptied(text, listIn(text))])
    expect(emptied).toBe('list:\n  # why\n  []\nx: 1\n')
    expect(parse(spliced(emptied, itemsAdded(emptied, listIn(emptied), [{ a: 2 }])))).toEqual({
      list: [{ a: 2 }],
      x: 1,
    })
  })

  it('回车换行的文件还是回车换行', () => {
    const text = 'list:\r\n  - name: a\r\n    expect: { a: 1 }\r\n  - name: b\r\n'
    const edited = spliced(text, [
      entrySet(text, itemIn(text), 'expect', { a: 2 }),
      ...itemsAdded(text, listIn(text), [{ name: 'c', on: 1 }]),
    ])
    expect(edited).toBe('list:\r\n  - name: a\r\n    expect: { a: 2 }\r\n  - name: b\r\n  - name: c\r\n    on: 1\r\n')
  })

  it('减号在注释里、在值里，不当成列表的减号', () => {
    const text = 'list:\n  - # x - y\n    a: 1\n  - { a: -2 }\n  - a: x-y\n'
    expect(parse(spliced(text, [itemGone(text, listIn(text), 0)]))).toEqual({ list: [{ a: -2 }, { a: 'x-y' }] })
  })
})

it.each([
  ['870.00', '"870.00"'],
  ['2026-04-01', '2026-04-01'],
  ['甲，乙: 丙', '"甲，乙: 丙"'],
  ['a, b', '"a, b"'],
  ['true', '"true"'],
  ['', '""'],
  ['# x', '"# x"'],
])('一行里的字 %s 写成 %s', (value, text) => {
  expect(onOneLine(value)).toBe(text)
  expect(parse(`{ a: ${onOneLine(value)} }`)).toEqual({ a: value })
})

describe('随软件带来的每一份规则包', () => {
  const policy = fileURLToPath(new URL('../../../../policy', import.meta.url))
  const files = globSync(`${policy}/**/{cases,standards}.yaml`)

  it('每一项的每一个值换成它自己：内容一样，别的行一个字节不动', () => {
    expect(files.length).toBeGreaterThan(60)
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
      const [name] = Object.keys(parse(text) as object)
      const list = placed(text).get(name)
      if (!isSeq(list)) continue
      const said = parse(text) as Record<string, Record<string, unknown>[]>
      for (const [index, item] of list.items.entries()) {
        if (!isMap(item)) continue
        for (const [key, value] of Object.entries(said[name!]![index]!)) {
          const edited = spliced(text, [entrySet(text, item, key, value)])
          expect(parse(edited)).toEqual(said)
          expect(differ(text, edited).come.length).toBeLessThanOrEqual(1)
        }
      }
    }
  })
})
