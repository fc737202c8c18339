import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wholeModel } from '../testing/whole-model.ts'
import { missingBetween } from './lost.ts'
import { spliced } from './spliced.ts'
import { knowingEverything, readXml } from './xml.ts'

const shipped = readFileSync(new URL('../../../../policy/000000/dibao/dibao-2026.dmn', import.meta.url), 'utf8')

/** The same file by another pen, with another layout. */
async function rewritten(xml: string): Promise<string> {
  const read = await readXml(xml)
  return (await knowingEverything().toXML(read.kind === 'read' ? read.root : null, { format: true })).xml
}
const lines = (xml: string): readonly string[] => xml.split('\n').map((line) => line.trim())

describe('没有改的，照原来的写法写', () => {
  it('什么都没改，一个字也不差', async () => {
    expect(await spliced(shipped, await rewritten(shipped))).toBe(shipped)
  })

  it('只改一个算式，只有那一条决策换了写法', async () => {
    const after = await rewritten(shipped.replace('count(计入的成员)', 'count(计入的成员) + 0'))
    const made = await spliced(shipped, after)
    expect(made).toContain('count(计入的成员) + 0')
    const kept = new Set(lines(shipped))
    const fresh = lines(made).filter((line) => !kept.has(line))
    expect(fresh.length).toBeLessThan(20)
    expect(await missingBetween(after, made)).toEqual({ kind: 'read', missing: [] })
  })

  it('什么框都有的一份也一样', async () => {
    const whole = wholeModel()
    const made = await spliced(whole, await rewritten(whole.replace('加倍(10)', '加倍(11)')))
    expect(made).toContain('加倍(11)')
    expect(await missingBetween(whole, made)).toEqual({ kind: 'read', missing: [] })
    expect(made).toContain('<if id="if1">')
  })

  it('根上多了一个名字空间，开头就照新的写', async () => {
    const extended = shipped
      .replace('<definitions ', '<definitions xmlns:x="https://example.org/x" ')
      .replace(/(<decision [^>]*name="差额">)/, '$1<extensionElements><x:note>一句</x:note></extensionElements>')
    const made = await spliced(shipped, extended)
    expect(made).toContain('<x:note>一句</x:note>')
    expect(made).toContain('xmlns:x="https://example.org/x"')
  })

  it('多出来的名字空间也在；读不懂的原样交回', async () => {
    const drawn = shipped.replace(
      '</definitions>',
      '<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"><dmndi:DMNDiagram id="g"/></dmndi:DMNDI></definitions>',
    )
    const made = await spliced(shipped, await rewritten(drawn))
    expect(made).toContain('dmndi:DMNDiagram')
    expect(made).toContain('xmlns:dmndi=')
    expect(await missingBetween(shipped, made)).toEqual({ kind: 'read', missing: [] })
    expect(await spliced(shipped, '<definitions')).toBe('<definitions')
  })
})
