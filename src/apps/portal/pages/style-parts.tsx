import { sayIn, type Language } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { Button, ButtonLink, GoLink } from '#design/portal/button.tsx'
import { Empty } from '#design/portal/empty.tsx'
import { ErrorSummary, Field } from '#design/portal/form-errors.tsx'
import { Marked } from '#design/portal/marked.tsx'
import { Notice } from '#design/portal/notice.tsx'
import { Pager } from '#design/portal/pager.tsx'
import { SearchBox } from '#design/portal/search-box.tsx'
import { SummaryList } from '#design/portal/summary-list.tsx'
import { BugFace, OutageFace, RefusalFace } from '#design/portal/three-faces.tsx'
import { portalPaths } from '../paths.ts'

interface InLanguage {
  readonly language: Language
}
const here = portalPaths.style

/** The buttons stand in a form that only asks for this page again. */
export function Buttons({ language }: InLanguage) {
  const t = sayIn(language)
  return (
    <form className="row" action={here} method="get">
      <Button>{t('继续', 'Continue')}</Button>
      <Button look="line">{t('先存着', 'Save for later')}</Button>
      <Button look="gold">{t('批准', 'Approve')}</Button>
      <Button look="danger">{t('停发', 'Stop')}</Button>
      <Button disabled>{t('还不能提交', 'Not yet')}</Button>
      <ButtonLink href={here} isBig>
        {t('大按钮', 'Big button')}
      </ButtonLink>
      <GoLink href={here}>{t('看名单', 'See the list')}</GoLink>
    </form>
  )
}

export function Forms({ language }: InLanguage) {
  const t = sayIn(language)
  const wrong = t('写了两个数，请写上个月到手的那一个', 'Two numbers; write the one of last month')
  return (
    <form className="st-col" action={here} method="get">
      <ErrorSummary language={language} errors={[{ field: 'sample-pay', sentence: wrong }]} />
      <Field id="sample-name" label={t('怎么称呼您', 'Your name')} hint={t('写姓也行', 'The family name will do')}>
        {(tie) => <input {...tie} autoComplete="off" />}
      </Field>
      <Field id="sample-pay" label={t('到手多少（元）', 'Take-home pay (yuan)')} error={wrong}>
        {(tie) => <input {...tie} defaultValue={t('1500 到 1800', '1500 to 1800')} inputMode="decimal" />}
      </Field>
      <fieldset className="opts">
        <legend className="lab">{t('上个月领到工资了吗', 'Were you paid last month')}</legend>
        {[t('领到了', 'Yes'), t('没有', 'No'), t('说不清', 'Not sure')].map((word, index) => (
          <label key={word} className="opt-row">
            <input type="radio" name="sample-paid" value={index} defaultChecked={index === 0} />
            <b>{word}</b>
          </label>
        ))}
      </fieldset>
      <SummaryList
        rows={[
          {
            key: 'a',
            label: t('家里几口人', 'People at home'),
            value: '3',
            change: { href: here, word: t('改', 'Change') },
          },
          {
            key: 'b',
            label: t('上个月收入', 'Income last month'),
            value: t('说不清', 'not sure'),
            change: { href: here, word: t('改', 'Change') },
          },
        ]}
      />
    </form>
  )
}

export function Notices({ language }: InLanguage) {
  const t = sayIn(language)
  return (
    <>
      <Notice title={t('我们已经查到', 'We already know')}>
        {t('税务登记 1,500.00 元。', 'tax register 1,500.00 yuan.')}
      </Notice>
      <Notice tone="ok" title={t('送到了。', 'Delivered.')}>
        {t('镇上已经接了。', 'The town has it.')}
      </Notice>
      <Notice tone="soon" title={t('一处对不上。', 'One thing differs.')}>
        {t('先问，再算。', 'Ask first, then count.')}
      </Notice>
      <Notice tone="late" title={t('晚了 2 天。', 'Two days late.')}>
        {t('是我们晚了，不怪您。', 'We are late, not you.')}
      </Notice>
      <Notice tone="gold" title={t('估算，不是决定。', 'An estimate, not a decision.')}>
        {t('由人来定。', 'People decide.')}
      </Notice>
    </>
  )
}

export function Tables({ language }: InLanguage) {
  const t = sayIn(language)
  return (
    <table className="tb cards">
      <caption className="vh">{t('样表', 'Sample table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('项目', 'What')}</th>
          <th scope="col" className="r">
            {t('户', 'Households')}
          </th>
          <th scope="col" className="r">
            {t('元', 'Yuan')}
          </th>
          <th scope="col">{t('状态', 'State')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('样项甲', 'Sample A')}</th>
          <td className="r">913</td>
          <td className="r">456,500.00</td>
          <td>
            <State tone="ok">{t('已发到', 'paid')}</State>
          </td>
        </tr>
        <tr>
          <th scope="row">{t('样项乙', 'Sample B')}</th>
          <td className="r">1,180</td>
          <td className="r">—</td>
          <td>
            <State tone="go-on">{t('正在办', 'under way')}</State>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

export function Lists({ language }: InLanguage) {
  const t = sayIn(language)
  return (
    <>
      <SearchBox language={language} action={portalPaths.search} id="style-q" />
      <ul className="titles">
        <li>
          <h3>
            <a href={here}>
              <span>
                <Marked
                  text={t('“网格+救助”：3,449 个网格，主动找人', '“Grid + assistance”: 3,449 grids')}
                  words={['3449']}
                />
              </span>
            </a>
          </h3>
          <p className="asof">{t('2025 年 5 月 18 日 · 镇江', '18 May 2025 · Zhenjiang')}</p>
        </li>
      </ul>
      <Pager language={language} page={2} pages={3} hrefOf={() => here} />
      <Empty title={t('没有等着办的', 'Nothing is waiting')}>
        <p>{t('都办完了。', 'All of it is done.')}</p>
      </Empty>
      <div className="sign">
        <small>{t('盖章处', 'place for the seal')}</small>
        <b>{t('青禾县民政局', 'Qinghe Civil Affairs Bureau')}</b>
        <span>{t('2026 年 3 月 2 日', '2 Mar 2026')}</span>
      </div>
    </>
  )
}

export function Faces({ language }: InLanguage) {
  const t = sayIn(language)
  const way = (
    <ButtonLink href={here} look="line">
      {t('还有别的路', 'Other ways')}
    </ButtonLink>
  )
  return (
    <div className="faces">
      <RefusalFace
        word={t('答复', 'Answer')}
        title={t('这一次不够条件', 'Not entitled this time')}
        answer={t('每月收入不低于标准', 'The income is not below the line')}
        compared={{
          left: { value: '2,600.00', label: t('一家每月收入', 'income a month') },
          sign: '≥',
          right: { value: '2,430.00', label: t('三口人的线', 'the line of three') },
        }}
        article={t('民发〔2021〕57号 第五条', 'Min Fa [2021] 57, article 5')}
        ways={way}
      >
        <p>{t('情况变了可以再申请。', 'Apply again when things change.')}</p>
      </RefusalFace>
      <OutageFace
        word={t('还没回', 'No answer')}
        title={t('税务还没有回话', 'The tax office has not answered')}
        ways={way}
      >
        <p>{t('问过 3 次，问到 3 月 5 日为止。没回不等于没有。', 'Asked three times; we ask until 5 March.')}</p>
      </OutageFace>
      <BugFace
        word={t('出错', 'Fault')}
        title={t('我们出错了', 'Something broke on our side')}
        log={[
          { label: t('编号', 'Number'), text: '7c1e09b455' },
          { label: t('还在', 'Kept'), text: t('之前保存的', 'what was saved before') },
        ]}
        ways={way}
      >
        <p>{t('不是您的操作有问题。', 'It is not your fault.')}</p>
      </BugFace>
    </div>
  )
}
