import { renderPage } from '#design/portal/document.ts'
import type { Page, Visit } from '#platform/http/index.ts'
import { answersFrom, hasTiers, screen, screenerPlaces, type AnswerSetting } from '#relief/eligibility/index.ts'
import type { PortalNeeds } from './needs.ts'
import { CheckPage } from './pages/screener-check.tsx'
import { QuestionPage } from './pages/screener-question.tsx'
import { ResultPage } from './pages/screener-result.tsx'
import { otherChoice, otherLanguage, stepFrom, type AskView, type Sent } from './screener.ts'

/** Days for which 长辈版 and the language are remembered. */
export const choiceDays = 365

const unprocessable = 422

/** Draws the page that follows from what was sent. It reads no table and writes none. */
export function createScreener({ site, clock, homeRegion, placeName, screener }: PortalNeeds) {
  const { eligibility, towns } = screener
  return async (visit: Visit, sent: Sent): Promise<Page> => {
    const elder = otherChoice(sent['elder'])
    const language = otherLanguage(sent['language']) ?? visit.language
    if (elder !== null) visit.remember('elder', elder, elder === '1' ? choiceDays : 0)
    if (language !== visit.language) visit.remember('language', language, choiceDays)
    const setting: AnswerSetting = {
      places: screenerPlaces(eligibility, { homeRegion, towns: towns(), placeName }),
      today: clock.today(),
    }
    const { typed, step } = stepFrom(sent, setting)
    const view: AskView = {
      site,
      visit: { path: visit.path, language, elder: elder === null ? visit.elder : elder === '1' },
      csrf: visit.csrf(),
      typed,
      places: setting.places,
    }
    const answers = step.kind === 'result' ? answersFrom(typed, setting) : null
    if (answers !== null) {
      const screening = screen(eligibility, answers, { today: setting.today, language })
      return renderPage(<ResultPage {...{ view, screening, placeName }} today={setting.today} />)
    }
    if (step.kind !== 'question') return renderPage(<CheckPage view={view} />)
    const { key, errors, isReview } = step
    const region = setting.places.find(({ code }) => code === typed.place)?.region
    return renderPage(
      <QuestionPage
        {...{ view, errors, isReview }}
        question={key}
        hasTiers={region !== undefined && hasTiers(eligibility, region)}
      />,
      errors.length > 0 ? unprocessable : 200,
    )
  }
}
