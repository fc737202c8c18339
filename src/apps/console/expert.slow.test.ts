import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadModel, missingBetween } from '#platform/decisions/index.ts'
import { changedBetween } from '#platform/decisions/client.ts'
import { readOnlyBoxes, wholeModel } from '#platform/decisions/testing/whole-model.ts'
import { openBench, type OpenBench } from './expert-bench/open-bench.ts'
import { walkEditor } from './expert-bench/walked.ts'

let bench: OpenBench
let page: Page
beforeAll(async () => {
  bench = await openBench()
  page = await bench.page('zh-CN')
})
afterAll(async () => {
  expect(bench.faults).toEqual([])
  await bench.close()
})

const policy = join(import.meta.dirname, '../../../policy')
const shipped = readdirSync(policy, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.dmn'))

/** Opens it, walks through every sheet, and takes the file the editor would save. */
async function through(xml: string): Promise<string> {
  const sheets = await page.evaluate((text) => window.bench.open(text), xml)
  if (typeof sheets === 'string') throw new Error(sheets)
  for (const { id, kind } of sheets) if (kind !== 'reading') await page.evaluate((one) => window.bench.show(one), id)
  return page.evaluate(() => window.bench.text())
}

async function expectSame(xml: string): Promise<void> {
  const after = await through(xml)
  expect(await missingBetween(xml, after)).toEqual({ kind: 'read', missing: [] })
  expect(await changedBetween(xml, after)).toEqual([])
  const [old, now] = [await loadModel(xml, { file: 'a.dmn' }), await loadModel(after, { file: 'a.dmn' })]
  expect({ decisions: now.decisions, notes: now.notes }).toEqual({ decisions: old.decisions, notes: old.notes })
}

describe('打开再存，一样不少', () => {
  it('读到了随产品来的全部模型', () => expect(shipped.length).toBeGreaterThan(35))
  it.each(shipped)('%s', async (name) => expectSame(readFileSync(join(policy, name), 'utf8')))

  it.each(['20191111', '20211108', '20230324'] as const)('什么都有的一份，DMN %s', async (version) => {
    const xml = wholeModel(version)
    await expectSame(xml)
    expect(await page.evaluate(() => window.bench.text())).toContain(`/DMN/${version}/MODEL/`)
  })

  it('编辑器画不出的框在列表里是只读，不会打不开', async () => {
    const sheets = await page.evaluate((text) => window.bench.open(text), wholeModel())
    const reading = typeof sheets === 'string' ? [] : sheets.filter(({ kind }) => kind === 'reading')
    expect(reading.map(({ name }) => name)).toEqual(expect.arrayContaining([...readOnlyBoxes, '分段']))
  })
})

describe('坏文件在浏览器里也不读', () => {
  it.each([
    ['实体炸弹', '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><definitions/>', '实体'],
    ['外部实体', '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><definitions>&a;</definitions>', '实体'],
    ['不是模型', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'DMN'],
    ['断了', '<definitions', ''],
  ])('%s', async (_, xml, says) => {
    expect(await page.evaluate((text) => window.bench.open(text), xml)).toContain(says)
  })

  it('两百兆的文件', async () => {
    const said = await page.evaluate(() => window.bench.open(`<definitions>${' '.repeat(200_000_000)}</definitions>`))
    expect(said).toContain('百万字符')
  })
})

/** Names that are names in every language, and FEEL as it stands in a cell. */
const names = /FEEL|Java|PMML|P\d\w+|(?:date and time|date|time|duration|not)(?=\()|^(?:true|false)$/g
const english = /[A-Za-z]{2,}/

describe('不用鼠标', () => {
  it('图里的工具都能走到、都有名字；回车加一个决策，落在画面中间', async () => {
    const xml = wholeModel()
    const [first] = (await page.evaluate((text) => window.bench.open(text), xml)) as readonly { id: string }[]
    await page.evaluate((id) => window.bench.show(id), first!.id)
    const tools = page.locator('.djs-palette .entry')
    await expect.poll(() => tools.first().getAttribute('tabindex')).toBe('0')
    for (const tool of await tools.all()) {
      expect(await tool.getAttribute('tabindex')).toBe('0')
      expect(await tool.getAttribute('aria-label')).not.toBe('')
    }
    await page.locator('.djs-palette .entry[data-action="create.decision"]').focus()
    await page.keyboard.press('Enter')
    const after = await page.evaluate(() => window.bench.text())
    expect(after.match(/<decision /g)?.length).toBe((xml.match(/<decision /g)?.length ?? 0) + 1)
    expect(await missingBetween(xml, after)).toEqual({ kind: 'read', missing: [] })
  })
})

describe('编辑器说的话', () => {
  it('中文页面上没有一个英文词：图、表、算式、函数，连菜单、提示和报错', async () => {
    const said = await walkEditor(page)
    expect(said.size).toBeGreaterThan(120)
    expect([...said].filter((text) => english.test(text.replace(names, '')))).toEqual([])
  })

  it('英文页面上说英文', async () => {
    const there = await bench.page('en')
    const said = await walkEditor(there)
    for (const word of ['Add rule', 'When', 'Hit policy:', 'Create decision', 'Result', 'Edit formal parameters'])
      expect([...said]).toContain(word)
    await there.close()
  })
})
