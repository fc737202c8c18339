import { describe, expect, it } from 'vitest'
import { renderPage } from '../portal/document.ts'
import { WorkingClock } from './working-clock.tsx'

const draw = (gone: number, limit = 12, stopped: string | null = null): string =>
  renderPage(<WorkingClock language="zh" gone={gone} limit={limit} stopped={stopped} />).html

describe('办理时限的钟', () => {
  it.each([
    ['第一个工作日还没到，不说第 0 天', 0, '剩 12 天', 'st go-on'],
    ['还早是饼', 7, '第 7/12 天', 'st go-on'],
    ['剩一天是三角', 11, '剩 1 天', 'st soon'],
    ['最后一天还不算超期', 12, '今天到期', 'st soon'],
    ['过了一天是方块', 13, '超期 1 天', 'st late'],
  ])('%s', (_, gone, word, look) => {
    expect(draw(gone)).toContain(word)
    expect(draw(gone)).toContain(look)
  })
  it('一块一个工作日，今天是黄的，超期的高出来', () => {
    expect(draw(7).match(/<i/g)).toHaveLength(12)
    expect(draw(7).match(/class="t"/g)).toHaveLength(1)
    expect(draw(14).match(/class="o"/g)).toHaveLength(2)
  })
  it('灯由服务器算好的，就听它的', () => {
    const html = renderPage(<WorkingClock language="zh" gone={24} limit={30} light="amber" />).html
    expect(html).toContain('剩 6 天')
    expect(html).toContain('st soon')
  })
  it('红灯是时限快用完了；还有日子就说还剩几天，不说超期', () => {
    const html = renderPage(<WorkingClock language="zh" gone={8} limit={10} light="red" />).html
    expect(html).toContain('剩 2 天')
    expect(html).toContain('st late')
    expect(html).not.toContain('超期')
  })
  it('停表的写明为什么，不催人', () => {
    expect(draw(13, 12, '等材料')).toContain('停表·等材料')
    expect(draw(13, 12, '等材料')).not.toContain('超期')
  })
})
