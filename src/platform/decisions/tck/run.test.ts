import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runTck, tckReport } from '../index.ts'
import { decision, definitions, input } from '../testing/small-model.ts'

const testFile = `<?xml version="1.0"?>
<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>a.dmn</modelName>
  <testCase id="1"><inputNode name="n"><value xsi:type="xsd:decimal">2</value></inputNode><resultNode name="twice"><expected><value xsi:type="xsd:decimal">4</value></expected></resultNode></testCase>
  <testCase id="2"><inputNode name="n"><value xsi:type="xsd:decimal">2</value></inputNode><resultNode name="twice"><expected><value xsi:type="xsd:decimal">5</value></expected></resultNode></testCase>
  <testCase id="3"><resultNode name="broken" errorResult="true"><expected><value xsi:nil="true"/></expected></resultNode></testCase>
  <testCase id="4"><resultNode name="empty" errorResult="true"><expected><value xsi:nil="true"/></expected></resultNode></testCase>
</testCases>`

describe('运行公开的测试集', () => {
  let directory = ''
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zhulian-tck-'))
    const folder = join(directory, 'compliance-level-9', 'a')
    await mkdir(folder, { recursive: true })
    const model = definitions(
      input('n', 'number') +
        decision('twice', 'n * 2', { inputs: ['n'] }) +
        decision('broken', '1 / 0') +
        decision('empty', 'null'),
    )
    await writeFile(join(folder, 'a.dmn'), model)
    await writeFile(join(folder, 'a-test-01.xml'), testFile)
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))

  it('三个比率：全部、有值的、严格的', async () => {
    const result = await runTck(directory)
    expect(result.rates.get('compliance-level-9')).toEqual({
      all: { passed: 3, total: 4 },
      value: { passed: 1, total: 2 },
      strict: { passed: 2, total: 4 },
    })
    expect(result.misses).toMatchObject([{ testCase: '2', decision: 'twice', expected: '"5"', actual: '"4"' }])
    expect(result.silent).toMatchObject([{ testCase: '4' }])
    expect(result.differences).toEqual([])
    expect(tckReport(result)).toContain('strict 2/4 (50.0 %)')
  })
})
