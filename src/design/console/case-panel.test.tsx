import { describe, expect, it } from 'vitest'
import { renderPage } from '../portal/document.ts'
import { CasePanel, FactList, InTheWay, Refused } from './case-panel.tsx'
import { ConfirmWithReason } from './confirm.tsx'
import { ChoiceField, LabelledField, MoneyField, ReasonField } from './fields.tsx'
import { FileField } from './file-field.tsx'
import { LanguageProvider } from './language.tsx'

const draw = (element: React.ReactElement): string => renderPage(element).html
const refused = { status: 409, code: 'casework.notNow', zh: '公示还没满七天', en: 'The notice still hangs' }

describe('办件面板', () => {
  it('状态先是字，再是形，再是色', () => {
    const html = draw(<CasePanel title="公示" state={{ tone: 'go-on', zh: '正在公示', en: 'On notice' }} />)
    expect(html).toContain('正在公示')
    expect(html).toContain('st go-on')
    expect(html).toMatch(/aria-label="公示"/)
  })
  it('取不到的时候不画正文，也不画成“没有”', () => {
    const html = draw(
      <CasePanel title="公示" error={refused} empty="还没有公示">
        <p>正文</p>
      </CasePanel>,
    )
    expect(html).toContain('公示还没满七天')
    expect(html).not.toContain('正文')
    expect(html).not.toContain('还没有公示')
  })
  it('没有就说一句，不画空壳', () => {
    const html = draw(
      <CasePanel title="公示" empty="还没有公示，乡镇意见出来以后张贴">
        <p>正文</p>
      </CasePanel>,
    )
    expect(html).toContain('乡镇意见出来以后张贴')
    expect(html).not.toContain('正文')
  })
  it('按下去被拒绝，正文还在，答复就在这一块里', () => {
    const html = draw(
      <CasePanel title="公示" refusal={refused}>
        <p>正文</p>
      </CasePanel>,
    )
    expect(html).toContain('正文')
    expect(html).toMatch(/role="alert"[^>]*>公示还没满七天/)
  })
  it('答复是答复，断网和我们的错另说，填的都还在', () => {
    expect(draw(<Refused trouble={refused} />)).not.toContain('填的都还在')
    expect(draw(<Refused trouble={{ ...refused, status: 0, zh: '服务器没有应答' }} />)).toContain('填的都还在')
    expect(draw(<Refused trouble={{ ...refused, status: 500, number: 'F-1' }} />)).toContain('F-1')
    expect(draw(<Refused trouble={null} />)).not.toContain('alert')
  })
  it('挡着的事一条一句', () => {
    expect(draw(<InTheWay sentences={[refused]} />)).toContain('公示还没满七天')
    expect(draw(<InTheWay sentences={[]} />)).not.toContain('<li')
  })
  it('不知道就写不知道，不留空', () => {
    expect(draw(<FactList facts={[{ name: 'income', zh: '收入', en: 'Income', value: null }]} />)).toContain('不知道')
  })
})

describe('表单的零件', () => {
  it('标签、说明、差错都连着格子', () => {
    const html = draw(
      <LabelledField label="姓名" hint="和身份证一样" fault="要填">
        {(control) => <input {...control} />}
      </LabelledField>,
    )
    const id = /label for="([^"]+)"/.exec(html)?.[1]
    expect(html).toContain(`id="${id}"`)
    expect(html).toContain(`aria-describedby="${id}-hint ${id}-fault"`)
    expect(html).toContain('aria-invalid="true"')
  })
  it('金额写错了当场说，空着不算错', () => {
    const field = (value: string) => draw(<MoneyField label="每月" value={value} onChange={() => {}} />)
    expect(field('930.005')).toContain('最多两位小数')
    expect(field('')).not.toContain('最多两位小数')
    expect(field('930')).not.toContain('aria-invalid')
  })
  it('理由有上下限，一个选项都不替人先选', () => {
    expect(draw(<ReasonField label="为什么" value="" onChange={() => {}} />)).toMatch(/minLength="2"/i)
    const html = draw(
      <ChoiceField label="意见" value="" onChange={() => {}} choices={[{ value: 'grant', label: '同意' }]} />,
    )
    expect(html).not.toContain('checked')
  })
  it('太大的文件在送出去之前就说', () => {
    const file = new File([new Uint8Array(2048)], '户口簿.jpg', { type: 'image/jpeg' })
    const html = draw(<FileField label="户口簿" file={file} bytesMax={1024} onChoose={() => {}} />)
    expect(html).toContain('最多 1 KB')
    expect(html).toContain('户口簿.jpg')
  })
  it('要确认的按钮先问，问题关着的时候看不见', () => {
    const html = draw(
      <LanguageProvider language="en">
        <ConfirmWithReason label="Send back" askReason="Why" act={async () => {}} />
      </LanguageProvider>,
    )
    expect(html).toMatch(/aria-expanded="false"/)
    expect(html).toMatch(/<form[^>]*hidden/)
    expect(html).toContain('Confirm: Send back')
  })
})
