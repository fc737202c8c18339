import { sayIn } from '#design/console/language.tsx'
import { renderPage, type RenderedPage } from '#design/portal/document.ts'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { WhyDesk, whyTitle } from '#design/why-tree/index.ts'
import { whyConsolePath, type StoredAssessment } from '../contract.ts'

export interface WhyPageProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly stored: StoredAssessment
}

/** The whole sum as a page of its own, without script: for paper and for a link in a letter. Every slip is open. */
export function WhyPage({ site, visit, stored }: WhyPageProps) {
  const t = sayIn(visit.language)
  const { assessment, household, difference } = stored
  const title = whyTitle(assessment, visit.language)
  return (
    <PortalPage site={site} visit={visit} title={title} main="why" isWide>
      <div className="ask">
        <div className="wrap">
          <div>
            <p>
              {stored.packTitle} · {household.head} · {household.number} · {assessment.month}
            </p>
            <h1>{title}</h1>
            {difference.category !== 'paid-unknown' && <p>{t(difference)}</p>}
          </div>
          <div className="row noprint">
            <a className="btn line" href={whyConsolePath(stored.id)}>
              {t('回到工作台', 'Back to the console')}
            </a>
            <a className="btn line" href="#letter">
              {t('看给家里的话', 'To the plain words')}
            </a>
          </div>
        </div>
      </div>
      <WhyDesk
        assessment={assessment}
        language={visit.language}
        to={household.head}
        isOpen
        placeName={(code) => stored.places[code] ?? code}
        paid={stored.paidNow === null ? undefined : { amount: stored.paidNow, since: null }}
      />
    </PortalPage>
  )
}

export const renderWhyPage = (props: WhyPageProps): RenderedPage => renderPage(<WhyPage {...props} />)
