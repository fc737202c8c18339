import { describe, expect, it } from 'vitest'
import { arrowFaults, importsOf } from './arrows.ts'
import { lookFaults, nameFaults, sizeFaults, smellFaults } from './shapes.ts'
import { readSources, type Source } from './sources.ts'

const file = (path: string, text: string): Source => ({ path, text, lines: text.split('\n').length })
const table = [
  { name: 'registry/households', zh: '家庭档案', uses: ['regions'] },
  { name: 'relief/roster', zh: '名单体检', uses: ['eligibility'] },
]
const saysOf = (source: Source): string[] => arrowFaults([source], table).map(({ says }) => says)

describe('箭头只往一个方向', () => {
  it.each([
    ['platform 不认识业务', 'src/platform/db/x.ts', `import { a } from '#registry/households/index.ts'`],
    ['慈善与政府救助互不引用', 'src/relief/roster/x.ts', `import { a } from '#charity/funds/index.ts'`],
    ['不从窗户进别人家', 'src/relief/roster/x.ts', `import { a } from '#registry/households/households-store.ts'`],
    ['同一领域也要先声明', 'src/registry/households/x.ts', `import type { A } from '#registry/officers/index.ts'`],
    ['动态引用也算', 'src/platform/db/x.ts', `const a = await import('#apps/server/compose.ts')`],
    ['多行引用也算', 'src/platform/db/x.ts', `import {\n  a,\n  b,\n} from '../../relief/roster/index.ts'`],
  ])('%s', (_, path, text) => expect(saysOf(file(path, text))).toHaveLength(1))

  it.each([
    ['src/relief/roster/x.ts', `import { a } from '#registry/households/index.ts'`],
    ['src/relief/roster/x.ts', `import { a } from '#relief/eligibility/contract.ts'`],
    ['src/registry/households/x.ts', `import { a } from './household.ts'`],
    ['src/apps/server/x.ts', `import { a } from '#relief/roster/index.ts'`],
  ])('%s 可以引用', (path, text) => expect(saysOf(file(path, text))).toEqual([]))

  it('相对路径也认得出', () =>
    expect(importsOf(file('src/relief/roster/x.ts', `export { a } from '../eligibility/index.ts'`))).toEqual([
      'relief/eligibility/index.ts',
    ]))
})

describe('样子', () => {
  it('太长的文件、含糊的名字、沉默的检查都要说', () => {
    expect(sizeFaults([file('src/a/b/c.ts', 'x\n'.repeat(401))])).toHaveLength(1)
    expect(nameFaults([file('src/a/utils/c.ts', '')])).toHaveLength(1)
    expect(nameFaults([file('src/a/家庭.ts', '')])).toHaveLength(1)
    expect(smellFaults([file('src/a/b/c.ts', `it${'.skip'}('x')`)])).toHaveLength(1)
  })
  it('颜色只从 design 来', () => {
    expect(lookFaults([file('src/relief/roster/ui/page.tsx', `const c = '#ff0000'`)])).toHaveLength(1)
    expect(lookFaults([file('src/design/tokens.ts', `const c = '#ff0000'`)])).toEqual([])
  })
  it('读到的文件和 git 列出的一样多', () => {
    const { sources, listed } = readSources()
    expect(sources.length).toBe(listed)
    expect(listed).toBeGreaterThan(20)
  })
})
