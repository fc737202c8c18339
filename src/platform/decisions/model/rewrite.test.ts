import { describe, expect, it } from 'vitest'
import { rewriteDecision, type TableBox } from '../index.ts'

const row = (when: string, then: string, unit = ''): string =>
  `<rule><inputEntry><text>${when}</text></inputEntry><outputEntry${unit}><text>${then}</text></outputEntry></rule>`
const model = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:measure="https://zhulian.example/measure" id="m" name="试" namespace="https://example.org/m">
  <inputData id="i1" name="档"><variable name="档" typeRef="number"/></inputData>
  <decision id="d1" name="金额">
    <variable name="金额" typeRef="number"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression typeRef="number"><text>档</text></inputExpression></input>
      <output typeRef="number"/>
      ${row('1', '100')}
      ${row('2', '200', ' measure:unit="元/月"')}
      ${row('3', '300')}
    </decisionTable>
  </decision>
</definitions>`
const table = (rules: readonly (readonly [string, string])[]): TableBox => ({
  ...{ kind: 'table', hitPolicy: 'UNIQUE', inputs: [{ text: '档', type: 'number' }] },
  ...{ outputs: [{ name: '', type: 'number' }], annotations: [] },
  rules: rules.map(([when, then]) => ({ description: '', inputs: [when], outputs: [then], annotations: [] })),
})
/** The texts of the outputs that carry a unit. */
async function withUnits(rules: readonly (readonly [string, string])[]): Promise<string[]> {
  const written = await rewriteDecision(model, '金额', table(rules))
  if (written.kind === 'refused') throw new Error(written.problems[0]?.zh)
  return [...written.xml.matchAll(/<outputEntry[^>]*unit="元\/月"[^>]*>\s*<text>(.*?)<\/text>/g)].map(
    ([, text]) => text!,
  )
}

describe('改表里的行：编辑器不显示的，跟着自己那一行走', () => {
  it('删掉前面一行，单位不会跑到别的行上', async () => {
    expect(
      await withUnits([
        ['2', '200'],
        ['3', '300'],
      ]),
    ).toEqual(['200'])
  })
  it('前面插一行，也不会', async () => {
    expect(
      await withUnits([
        ['0', '50'],
        ['1', '100'],
        ['2', '200'],
        ['3', '300'],
      ]),
    ).toEqual(['200'])
  })
  it('两行换了位置，跟着走', async () => {
    expect(
      await withUnits([
        ['1', '100'],
        ['3', '300'],
        ['2', '200'],
      ]),
    ).toEqual(['200'])
  })
  it('改了那一行的数，单位还在', async () => {
    expect(
      await withUnits([
        ['1', '100'],
        ['2', '210'],
        ['3', '300'],
      ]),
    ).toEqual(['210'])
  })
  it('删掉那一行，单位也没有了', async () => {
    expect(
      await withUnits([
        ['1', '100'],
        ['3', '300'],
      ]),
    ).toEqual([])
  })
})
