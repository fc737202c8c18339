import { Money } from '#design/console/money.tsx'
import { renderPage, type RenderedPage } from '#design/portal/document.ts'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { writeDay } from '#design/written.ts'
import type { NoticeSheet } from '../contract.ts'

interface SheetProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly sheet: NoticeSheet
  /** Who signs below, e.g. 青禾县民政局 or the town. */
  readonly office: string
}

/** The notice on one A4 page, for the board of the village: the same words as on the screen, in Chinese only. */
export function NoticeSheetPage({ site, visit, sheet, office }: SheetProps) {
  const rows = [
    ['申请人', sheet.applicant],
    ['家庭人口', `${sheet.members} 人`],
    ['救助项目', sheet.programme],
    ['拟救助金额', sheet.amount === null ? '不发钱的项目' : <Money key="m" fen={sheet.amount} language="zh" />],
    ['公示时间', `${writeDay(sheet.since, 'zh')}贴出，到 ${writeDay(sheet.until, 'zh')} 24 时止`],
  ] as const
  return (
    <PortalPage site={site} visit={visit} title="公示（打印）" main="p-letter" isWide>
      <div className="a4">
        <h1>公　示</h1>
        <p className="no">{sheet.placeLabel}</p>
        <p className="to">各位村（居）民：</p>
        <p>
          下面这一家申请社会救助，{office}
          已经提出初审意见。按照{sheet.source}的规定，县里决定以前公示 {sheet.days} 天。
        </p>
        <table>
          <tbody>
            {rows.map(([label, value]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h2>有不同意见的</h2>
        <p>
          请在 {writeDay(sheet.until, 'zh')} 24 时以前向 {sheet.office.name} 提出，电话 {sheet.office.phone}
          。提意见的人我们保密。
        </p>
        <div className="endrow">
          <p className="chk">到期请从公示栏取下。</p>
          <div className="sign">
            <small>{office}（盖章处）</small>
          </div>
        </div>
        <footer>
          <span>{site.name.zh}</span>
          <span>{writeDay(sheet.since, 'zh')}</span>
        </footer>
      </div>
    </PortalPage>
  )
}

export const renderNoticeSheet = (props: SheetProps): RenderedPage => renderPage(<NoticeSheetPage {...props} />)
