import { describe, expect, it } from 'vitest'
import { loadModel } from '../index.ts'
import { definitions, problemsOf } from '../testing/small-model.ts'

/** A model whose one decision is this, written as it stands in the file; it begins on line 4. */
const saying = (written: string): string =>
  definitions(`\n\n<decision id="d" name="答"><variable name="答"/><literalExpression><text>
${written}</text></literalExpression></decision>`)

const valueOf = async (written: string): Promise<unknown> =>
  (await loadModel(saying(written), { file: '试.dmn' })).decide('答', {})

describe('文件里的代号', () => {
  it.each([
    ['没有声明的', '"甲&x;乙"', '文件第 5 行的“&x;”没有声明过', '“&x;” in line 5 of the file stands for nothing'],
    ['网页上抄来的空格', '"甲&nbsp;乙"', '第 5 行的“&nbsp;”', 'line 5'],
    ['大写的不是那五个', '1 &LT; 2', '“&LT;”', '“&LT;”'],
    ['不是字的编号', '"&#0;"', '“&#0;”', '“&#0;”'],
    ['半个字的编号', '"&#xD842;"', '“&#xD842;”', '“&#xD842;”'],
    ['太大的编号', '"&#x110000;"', '“&#x110000;”', '“&#x110000;”'],
    ['单独一个 &', '"甲 & 乙"', '文件第 5 行有一个单独的“&”', 'line 5 of the file has a bare “&”'],
    ['没有写完的', '"甲&amp乙"', '单独的“&”', 'bare “&”'],
  ])('%s：不读，说出第几行', async (_, written, zh, en) => {
    const [problem, ...others] = await problemsOf(saying(written))
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'entity' })
    expect(problem?.zh).toContain(zh)
    expect(problem?.en).toContain(en)
  })

  it('属性里的也不读；一行一个的，前十个都说', async () => {
    const inName = definitions('<inputData id="i" name="甲&middot;乙"><variable name="甲"/></inputData>')
    expect((await problemsOf(inName))[0]?.zh).toContain('“&middot;”')
    const many = Array.from({ length: 30 }, () => '"&nbsp;" +').join('\n')
    const lines = (await problemsOf(saying(`${many} "完"`))).map(({ zh }) => Number(/第 (\d+) 行/.exec(zh)?.[1]))
    expect(lines).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
  })

  it.each([
    ['五个代号', '"&lt;&gt;&amp;&apos;" + &quot;甲&quot;', `<>&'甲`],
    ['字的编号', '"&#20803;&#x5143;"', '元元'],
    ['编号大的字，是那个字不是别的字', '"&#x20BB7;&#134071;"', '𠮷𠮷'],
    ['整段照写的', '<![CDATA["甲 & 乙 &nbsp; &#x20BB7;"]]>', '甲 & 乙 &nbsp; &#x20BB7;'],
    ['注释里的', '<!-- 甲 & 乙 &nbsp; -->"好"', '好'],
  ])('%s：照旧', async (_, written, value) => {
    expect(await valueOf(written)).toBe(value)
  })

  it('没有关上的注释，很快就读完', async () => {
    const started = performance.now()
    await problemsOf(definitions('<!--'.repeat(500_000)))
    await problemsOf(definitions('&a'.repeat(1_000_000)))
    expect(performance.now() - started).toBeLessThan(15_000)
  })
})
