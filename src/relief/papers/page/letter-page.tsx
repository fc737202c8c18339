import { yuan } from '#design/console/figures.ts'
import { sayIn } from '#design/console/language.tsx'
import { renderPage, type RenderedPage } from '#design/portal/document.ts'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { writeDay } from '#design/written.ts'
import type { Letter, LetterContent } from '../contract.ts'
import { decidedWords, digitsOf, letterWords } from '../letter/letter-sheet.ts'
import type { Remedies } from '../letter/remedies.ts'

export interface LetterPageProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly letter: Letter
  readonly remedies: Remedies
  /** Where one came from; the case, for staff, when left out. */
  readonly back?: { readonly href: string; readonly zh: string; readonly en: string }
  readonly pdfHref: string
}

/**
 * The letter as a page: the same words as on paper. The letter itself is Chinese on the English page too; what stands
 * around it is not. Works without script and prints on one A4.
 */
export function LetterPage({ site, visit, letter, remedies, back, pdfHref }: LetterPageProps) {
  const t = sayIn(visit.language)
  const { content } = letter
  const words = letterWords(content, { remedies })
  const from = back ?? { href: `/console/cases/${letter.caseId}`, zh: '← 回到办件', en: '← Back to the case' }
  return (
    <PortalPage site={site} visit={visit} title={words.title} main="p-letter">
      <div className="a4bar noprint">
        <a href={from.href}>{t(from)}</a>
        <a href={pdfHref}>{t('下载 PDF', 'Download the PDF')}</a>
        <span className="small mute">
          {t('A4 一页 · 要盖章的，到窗口打', 'One page of A4 · for a stamp, ask at the desk')}
        </span>
      </div>
      <article className="a4" lang="zh-CN" aria-labelledby="letter-title">
        <p className="org">{content.office}</p>
        <div className="dbl" aria-hidden="true" />
        <h1 id="letter-title">{words.title}</h1>
        <p className="no">{content.number}</p>
        <p className="to">{words.to}</p>
        <p>{words.opening}</p>
        <Decided content={content} />
        <Sum content={content} />
        {words.reasons.length > 0 && (
          <>
            <h2>{words.why}</h2>
            <ol className="rt">
              {words.reasons.map((reason, index) => (
                <li key={`${index}-${reason}`}>{reason}</li>
              ))}
            </ol>
          </>
        )}
        <h2>您要知道的</h2>
        <ol className="rt">
          {words.know.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <div className="endrow">
          <div className="chk">
            <p>
              办件编号：
              <br />
              <b className="n">{content.caseNumber}</b>
            </p>
          </div>
          <div className="sign">
            <small>盖章处</small>
            <p>
              <b>{content.office}</b>
              <br />
              {writeDay(content.decidedOn, 'zh')}
            </p>
          </div>
        </div>
      </article>
    </PortalPage>
  )
}

const columnNames = ['万', '千', '百', '十', '元', '角', '分']

function Decided({ content }: { readonly content: LetterContent }) {
  const words = decidedWords(content)
  const { amount } = content
  const digits = amount === null ? [] : digitsOf(amount)
  // Six columns as drawn by the sheet of styles; a seventh digit takes one more.
  const names = columnNames.slice(-Math.max(6, digits.length))
  return (
    <div className="dec">
      <div className="say">
        <b>{words.say}</b>
        <span>{words.note}</span>
      </div>
      {amount !== null && names.length === 6 && (
        <div className="cells6">
          <span className="vh">{yuan(amount)} 元</span>
          {names.map((name) => (
            <i key={name} aria-hidden="true" className="h">
              {name}
            </i>
          ))}
          {names.map((name, index) => (
            <i key={`d-${name}`} aria-hidden="true" className="d">
              {digits[digits.length - names.length + index] ?? ''}
            </i>
          ))}
        </div>
      )}
      <dl>
        {words.capital !== null && (
          <div>
            <dt>人民币（大写）</dt>
            <dd className="cn">{words.capital}</dd>
          </div>
        )}
        {words.from !== null && (
          <div>
            <dt>从哪个月起</dt>
            <dd>{words.from}</dd>
          </div>
        )}
        {amount !== null && names.length > 6 && (
          <div>
            <dt>金额</dt>
            <dd>{yuan(amount)} 元</dd>
          </div>
        )}
        <div>
          <dt>办件编号</dt>
          <dd>{content.caseNumber}</dd>
        </div>
      </dl>
    </div>
  )
}

function Sum({ content: { sum, plain } }: { readonly content: LetterContent }) {
  const last = sum.at(-1)
  if (last === undefined) return null
  return (
    <>
      <h2>怎么算的</h2>
      <table>
        <caption className="vh">怎么算的</caption>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">依据</th>
            <th scope="col" className="r">
              元
            </th>
          </tr>
        </thead>
        <tbody>
          {sum.slice(0, -1).map((line, index) => (
            <tr key={`${index}-${line.text}`}>
              <th scope="row">{line.text}</th>
              <td className="song">{line.article}</td>
              <td className="r">{line.amount}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{last.text}</th>
            <td className="song">{last.article}</td>
            <td className="r">{last.amount}</td>
          </tr>
        </tfoot>
      </table>
      {plain.length > 0 && <p className="plain2">{plain.join('')}</p>}
    </>
  )
}

export const renderLetterPage = (props: LetterPageProps): RenderedPage => renderPage(<LetterPage {...props} />)
