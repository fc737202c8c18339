import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { comparedWire } from '../sheets.ts'
import type { PackFiles } from './draft.ts'
import { withOwnRules } from './rules.ts'

const packFolder = (path: string): PackFiles => {
  const folder = fileURLToPath(new URL(`../../../../policy/${path}`, import.meta.url))
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]))
}
const county = packFolder('999901/dibao')
const nation = packFolder('000000/dibao')
const taken = { region: '000000', files: nation }
const own = withOwnRules(county, taken)
const model = Object.keys(nation).find((file) => file.endsWith('.dmn'))!

describe('抄来的规则不算改动，抄来以后改的才算', () => {
  it('只抄、没有改：一行不同也没有，说得出从哪里抄了哪些文件', () => {
    const { changes, taken: said } = comparedWire(county, own, taken)
    expect(changes).toEqual([])
    expect(said?.region).toBe('000000')
    expect(said?.files.toSorted()).toEqual(
      Object.keys(nation)
        .filter((file) => file.endsWith('.dmn'))
        .toSorted(),
    )
    expect(said?.files).toContain(model)
  })

  it('抄来以后改了一行，就只有那一行', () => {
    const lines = own[model]!.split('\n')
    const edited = { ...own, [model]: lines.with(3, `${lines[3]} `).join('\n') }
    const { changes } = comparedWire(county, edited, taken)
    expect(changes.map(({ file, changes: count }) => [file, count])).toEqual([[model, 2]])
  })

  it('没有记下抄过什么的，整个文件都是新的；本来就有自己规则的，不看抄来的', () => {
    expect(comparedWire(county, own, null).changes.map(({ file }) => file)).toContain(model)
    const edited = { ...own, [model]: '<definitions/>' }
    const said = comparedWire(own, edited, { region: '000000', files: { ...nation, [model]: '<definitions/>' } })
    expect(said.changes.map(({ file }) => file)).toEqual([model])
    expect(said.taken).toBeNull()
  })
})
