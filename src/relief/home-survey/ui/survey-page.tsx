import { Link, useParams } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useCaseSurveys, useSaver, useSurvey, type CaseSurveysAnswer, type SurveyAnswer } from './calls.ts'
import { Finish } from './finish.tsx'
import { lacksNow, slotsOf, anchorOf } from './form-state.ts'
import { Investigators } from './investigators.tsx'
import { SaveBar } from './save-bar.tsx'
import type { Saver } from './saver.ts'
import { sectionAnchor, SectionForm } from './section-form.tsx'
import { Signatures } from './signatures.tsx'
import { anotherSurvey, firstSurvey, StartSurvey } from './start-survey.tsx'

/** The form of a home survey, made for a phone held outdoors: `/cases/<case>/survey`. */
export function SurveyPage() {
  const say = useSay()
  const caseId = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const found = useCaseSurveys(caseId)
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取入户调查', 'Fetching the survey')} />
  const { surveys, caseNumber } = found.data
  const draft = surveys.find(({ state }) => state === 'draft')
  return (
    <div className="p-survey">
      <Crumbs here={say('入户调查', 'Home survey')}>
        <Link to="/cases/$id" params={{ id: caseId }}>
          {caseNumber}
        </Link>
      </Crumbs>
      {draft === undefined ? <NoDraft found={found.data} /> : <Draft found={found.data} id={draft.id} />}
    </div>
  )
}

function NoDraft({ found }: { found: CaseSurveysAnswer }) {
  const say = useSay()
  const finished = found.surveys.filter(({ state }) => state === 'finished').length
  return (
    <>
      <PageHead
        title={say('入户调查', 'Home survey')}
        says={
          finished === 0
            ? say('这一件还没有入户调查。', 'There is no home survey of this case yet.')
            : say(
                `做完的有 ${finished} 份，在这一件的页面上看。`,
                `${finished} finished, to be read on the page of the case.`,
              )
        }
      />
      <section className="panel hs-section">
        {found.mayWrite ? (
          <StartSurvey
            caseId={found.caseId}
            isQuiet={finished > 0}
            label={finished > 0 ? anotherSurvey(say) : firstSurvey(say)}
          />
        ) : (
          <p>
            {say(
              '这一件由经办人入户调查；办结的件不再做。',
              'Clerks survey this case; closed ones are not surveyed any more.',
            )}
          </p>
        )}
        <p>
          <Link to="/cases/$id" params={{ id: found.caseId }}>
            {say('回到这一件', 'Back to the case')}
          </Link>
        </p>
      </section>
    </>
  )
}

function Draft({ found, id }: { found: CaseSurveysAnswer; id: string }) {
  const say = useSay()
  const survey = useSurvey(found.caseId, id)
  if (survey.data === undefined && survey.isError)
    return <Trouble error={survey.error} onRetry={() => void survey.refetch()} />
  if (survey.data === undefined) return <Waiting what={say('正在取调查表', 'Fetching the form')} />
  return <DraftForm key={id} survey={survey.data} found={found} />
}

/** After an objection nobody of an earlier survey takes part. */
const barredFrom = (survey: SurveyAnswer, { surveys }: CaseSurveysAnswer): ReadonlySet<string> =>
  new Set(
    survey.afterObjection
      ? surveys
          .filter(({ state, number }) => state === 'finished' && number < survey.number)
          .flatMap(({ investigators }) => investigators.map((one) => one.id))
      : [],
  )

function DraftForm({ survey, found }: { survey: SurveyAnswer; found: CaseSurveysAnswer }) {
  const say = useSay()
  const { saver, state } = useSaver(survey)
  const lacks = lacksNow(survey, state.pending)
  const isWritten = survey.mayWrite && !survey.isOvertaken
  return (
    <>
      <PageHead
        title={say(`第 ${survey.number} 次入户调查`, `Home survey ${survey.number}`)}
        says={`${survey.place} · ${survey.members.map(({ name }) => name).join(say('、', ', '))} · ${survey.startedOn}`}
      />
      {survey.afterObjection ? (
        <p className="note soon">
          {say('有人提了异议：换人重新调查，上次的调查人不参加。', 'After an objection: other people survey anew.')}
        </p>
      ) : null}
      {survey.mayWrite ? null : (
        <p className="note">
          {say('您的岗位只能看这份草稿，由经办人填写。', 'Your post reads this draft; clerks write it.')}
        </p>
      )}
      {survey.mayWrite && survey.isOvertaken ? <Overtaken survey={survey} saver={saver} /> : null}
      <SectionIndex survey={survey} lacking={new Set(lacks.map(({ anchor }) => anchor))} />
      <fieldset className="hs-form" disabled={!isWritten}>
        <legend className="vh">{say('入户调查表', 'Home survey')}</legend>
        {isWritten ? <Investigators survey={survey} barred={barredFrom(survey, found)} /> : null}
        {survey.sections.map((section) => (
          <SectionForm key={section.name} survey={survey} section={section} saver={saver} state={state} />
        ))}
        {isWritten ? (
          <>
            <Signatures survey={survey} saver={saver} />
            <Finish survey={survey} saver={saver} lacks={lacks} />
          </>
        ) : null}
      </fieldset>
      {isWritten ? <SaveBar saver={saver} state={state} lacking={lacks.length} /> : null}
    </>
  )
}

/** Somebody objected after this draft was begun: it would not count, and is begun anew with what was typed. */
function Overtaken({ survey, saver }: { survey: SurveyAnswer; saver: Saver }) {
  const say = useSay()
  return (
    <div className="note late stack" role="alert">
      <p>
        {say(
          '这份调查是在有人提异议以前开始的，做完了也不算数，所以不能再填。请换人另做一份：填过的带过去，照片和签名重新来。',
          'This survey was begun before the objection and would not count, so it is closed for writing. Other people begin anew: what was typed is taken over, photos and signatures are made again.',
        )}
      </p>
      <StartSurvey
        caseId={survey.caseId}
        label={say('换人另做一份', 'Begin anew by others')}
        before={() => saver.flush()}
      />
    </div>
  )
}

/** The sections in order, and which of them still lack something. */
function SectionIndex({ survey, lacking }: { survey: SurveyAnswer; lacking: ReadonlySet<string> }) {
  const say = useSay()
  const open = new Set(
    slotsOf(survey).flatMap(({ key, section }) => (lacking.has(anchorOf(key)) ? [section.name] : [])),
  )
  const begun = new Set(
    slotsOf(survey).flatMap(({ key, section }) => (survey.answers[key] === undefined ? [] : [section.name])),
  )
  return (
    <nav className="hs-index" aria-label={say('调查表的各部分', 'Sections of the form')}>
      {survey.sections.map((section) => (
        <a key={section.name} href={`#${sectionAnchor(section.name)}`}>
          {open.has(section.name) ? <State tone="still">{say(section)}</State> : null}
          {!open.has(section.name) && begun.has(section.name) ? <State tone="ok">{say(section)}</State> : null}
          {!open.has(section.name) && !begun.has(section.name) ? say(section) : null}
          <span className="vh">{open.has(section.name) ? say('，还有必填的', ', something is needed') : ''}</span>
        </a>
      ))}
    </nav>
  )
}
