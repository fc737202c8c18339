import { sayIn } from '#design/console/language.tsx'
import { count } from '#design/console/figures.ts'
import { Empty } from '#design/portal/empty.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { writeDay } from '#design/written.ts'
import type { ReportedFigure } from '#oversight/newsroom/index.ts'
import type { ComputedFigure } from '../needs.ts'
import { portalPaths } from '../paths.ts'
import { writeReported } from '../figures.ts'

interface NumbersPageProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly computed: readonly ComputedFigure[]
  readonly reported: readonly ReportedFigure[]
}

/** Computed and reported stand apart and are never added up. */
export function NumbersPage({ site, visit, computed, reported }: NumbersPageProps) {
  const t = sayIn(visit.language)
  return (
    <PortalPage site={site} visit={visit} title={t('公开数字', 'Open numbers')} current={portalPaths.numbers}>
      <div className="wrap">
        <PageHead
          language={visit.language}
          title={t('公开数字', 'Open numbers')}
          lead={t(
            '算出来的，是照我们自己的记录数的；报道的，是别人写的，带着出处。两种不相加。',
            'Computed numbers are counted from our own records; reported ones are somebody else’s, with their source. The two are never added.',
          )}
        />
        <section className="sec" aria-labelledby="computed">
          <h2 id="computed">{t('算出来的', 'Computed')}</h2>
          {computed.length === 0 ? (
            <Empty title={t('眼下没有公开的', 'None in the open yet')} />
          ) : (
            <ComputedTable visit={visit} figures={computed} />
          )}
        </section>
        <section className="sec" aria-labelledby="reported">
          <h2 id="reported">{t('报道的', 'Reported')}</h2>
          {reported.length === 0 ? (
            <Empty title={t('还没有录入', 'None entered yet')} />
          ) : (
            <ReportedTable visit={visit} figures={reported} />
          )}
        </section>
      </div>
    </PortalPage>
  )
}

function ComputedTable({ visit, figures }: { visit: DrawnFor; figures: readonly ComputedFigure[] }) {
  const t = sayIn(visit.language)
  return (
    <table className="tb cards">
      <caption className="vh">{t('算出来的数字', 'Computed numbers')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('数的是什么', 'What is counted')}</th>
          <th scope="col" className="r">
            {t('数', 'Number')}
          </th>
          <th scope="col">{t('怎么数的', 'How')}</th>
          <th scope="col">{t('哪里、哪天', 'Where, when')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.code} id={figure.code}>
            <th scope="row">{t(figure.what)}</th>
            <td className="r strong">
              {count(figure.value)} {t(figure.unit)}
            </td>
            <td>{t(figure.definition)}</td>
            <td>
              {t(figure.place)} · {writeDay(figure.on, visit.language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ReportedTable({ visit, figures }: { visit: DrawnFor; figures: readonly ReportedFigure[] }) {
  const t = sayIn(visit.language)
  return (
    <table className="tb cards">
      <caption className="vh">{t('报道的数字', 'Reported numbers')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('说的是什么', 'What is said')}</th>
          <th scope="col" className="r">
            {t('数', 'Number')}
          </th>
          <th scope="col">{t('哪里、什么时候', 'Where, when')}</th>
          <th scope="col">{t('出处', 'Source')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.code} id={figure.code}>
            <th scope="row">
              {t(figure.what)}
              {figure.note !== null && (
                <span className="asof">
                  <br />
                  {t('对不上的地方：', 'Does not reconcile: ')}
                  {t(figure.note)}
                </span>
              )}
            </th>
            <td className="r strong">
              {writeReported(figure, visit.language)} {t(figure.unit)}
            </td>
            <td>
              {t(figure.place)} · {t(figure.period)}
            </td>
            <td>
              <a href={portalPaths.article(figure.article)}>{t(figure.source)}</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
