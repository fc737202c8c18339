import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Which document and article a sentence quotes depends on the day, so it is data below `policy/`. What people read must not
 * have one written into it.
 */
const relief = new URL('..', import.meta.url).pathname
const named = /57号|民发〔|第[一二三四五六七八九十百]+条|Decree \d|arts?\. ?\d/
/** Invented letters with which a layout is tried. */
const invented = ['papers/template/sample-letter.ts']

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
const isRead = (path: string): boolean =>
  /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !/(^|\/)testing[^/]*$/.test(path) && !invented.includes(path)

describe('写给人看的话里没有写死的文件和条款', () => {
  const modules = ['casework', 'public-notice', 'papers', 'home-survey', 'intake', 'discovery', 'progress']
  const files = modules.flatMap((module) =>
    (readdirSync(join(relief, module), { recursive: true }) as string[])
      .map((path) => `${module}/${path}`)
      .filter(isRead),
  )
  it('这几个模块的每个文件都看过', () => expect(files.length).toBeGreaterThan(150))
  it('引用哪份文件、哪一条，都从 policy 来', () => {
    const found = files.filter((path) => named.test(withoutComments(readFileSync(join(relief, path), 'utf8'))))
    expect(found).toEqual([])
  })
  it('写死的认得出来', () => {
    expect(named.test(withoutComments("const says = '念给他们听（57号第九条）'"))).toBe(true)
    expect(named.test(withoutComments('/** 57号 art. 9 */\nconst says = 1'))).toBe(false)
  })
})
