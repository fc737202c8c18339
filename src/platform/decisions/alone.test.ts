import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import own from './package.json' with { type: 'json' }

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '../../..')
const installed = join(root, 'node_modules')
const product = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>
const files = globSync('**/*.ts', { cwd: here }).toSorted()
const isTest = (file: string): boolean => file.endsWith('.test.ts')
const run = promisify(execFile)

/** What stands behind `import …`, `export … from` and the end of a list that fills several lines. */
const importLine = /^(?:(?:import|export)\b.* from |import |\} from )'([^']+)'|\bimport\('([^']+)'\)/gm
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(here, file), 'utf8').matchAll(importLine)].map(([, name, late]) => name ?? late!)

/** `decimal.js`, `dmn-moddle` out of `dmn-moddle/resources/…`. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

function isAllowed(file: string, name: string): boolean {
  if (name.startsWith('node:')) return true
  if (!name.startsWith('.')) {
    const named = isTest(file) ? { ...own.dependencies, ...own.devDependencies } : own.dependencies
    return Object.hasOwn(named, packageOf(name))
  }
  // A test against PostgreSQL takes the database and how it is read from the product; nothing else reaches outside.
  if (file.endsWith('.db.test.ts') && ['../../testing/index.ts', '../../db/index.ts'].includes(name)) return true
  return !relative(here, join(here, dirname(file), name)).startsWith('..')
}

describe('引擎自己站得住', () => {
  it('除了写明的库，什么都不从外面拿', () => {
    expect(files.length).toBeGreaterThan(150)
    expect(files.flatMap(importsOf).length).toBeGreaterThan(500)
    const outside = files.flatMap((file) =>
      importsOf(file).flatMap((name) => (isAllowed(file, name) ? [] : [`${file}: ${name}`])),
    )
    expect(outside).toEqual([])
  })

  it('库的版本和整个产品的一样，对外的门都在', () => {
    const all = { ...product['devDependencies'], ...product['dependencies'] }
    for (const [name, version] of Object.entries({ ...own.dependencies, ...own.devDependencies }))
      expect(all[name], name).toBe(version)
    for (const file of Object.values(own.exports)) expect(existsSync(join(here, file)), file).toBe(true)
  })

  const copy = mkdtempSync(join(tmpdir(), 'decisions-'))
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  it('拷出去只带自己的库，类型对得上，也算得出来', async () => {
    cpSync(here, copy, { recursive: true, filter: (path) => !isTest(path) })
    for (const name of [...Object.keys(own.dependencies), '@types/node', 'undici-types']) {
      const place = join(copy, 'node_modules', name)
      mkdirSync(dirname(place), { recursive: true })
      symlinkSync(join(installed, name), place)
    }
    const tsconfig = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as { compilerOptions: object }
    writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({ ...tsconfig, include: ['.'], exclude: ['testing'] }))
    const model =
      '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="https://example.org/m">' +
      '<inputData id="i" name="价"><variable name="价" typeRef="number"/></inputData><decision id="d" name="答">' +
      '<informationRequirement><requiredInput href="#i"/></informationRequirement>' +
      '<literalExpression><text>价 * 2 + 0.1</text></literalExpression></decision></definitions>'
    const script =
      `import { loadModel, num, numText } from '${own.name}'\n` +
      `import { compileColumns, fillCaseload, runColumns } from '${own.name}/columns'\n` +
      `const model = await loadModel(${JSON.stringify(model)}, { file: 'm.dmn' })\n` +
      `const layout = { columns: { 价: { type: 'number', scale: 2, low: '0', high: '9' } } }\n` +
      `const kernel = compileColumns(model, { decisions: ['答'], layout })\n` +
      `const answers = runColumns(kernel, fillCaseload(kernel.layout, { subjects: 1, columns: { 价: { values: [125] } } }))\n` +
      `console.log(numText(model.decide('答', { 价: num('1.25') })), model.explain('答', { 价: num('1.25') }).decisions.length, numText(answers.value('答', 0)))\n`
    writeFileSync(join(copy, 'try.mjs'), script)
    const quiet = '--disable-warning=ExperimentalWarning'
    const { stdout } = await run(process.execPath, [quiet, 'try.mjs'], { cwd: copy })
    expect(stdout.trim()).toBe('2.6 1 2.6')
    await run(process.execPath, [join(installed, 'typescript/bin/tsc'), '-p', '.'], { cwd: copy })
  }, 180_000)
})
