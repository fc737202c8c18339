import { yuan } from '#design/console/figures.ts'
import { sayIn, type Language, type Words } from '#design/console/language.tsx'
import { ButtonLink } from '#design/portal/button.tsx'
import { Notice } from '#design/portal/notice.tsx'
import type { DrawnFor } from '#design/portal/site.ts'
import { WhySheet } from '#design/why-tree/index.ts'
import { writeDay } from '#design/written.ts'
import { questionOf, type Assessment, type Screened, type Screening } from '#relief/eligibility/index.ts'
import { portalPaths } from '../paths.ts'
import type { AskView } from '../screener.ts'
import { AnswerList } from './screener-check.tsx'
import { AskPage } from './screener-form.tsx'

export interface ResultPageProps {
  readonly view: AskView
  readonly today: string
  readonly screening: Screening
  readonly placeName: (code: string) => Words | null
}

/** One yellow answer a programme, why, what is missing, where to go. An estimate, and it says so. */
export function ResultPage({ view, today, screening, placeName }: ResultPageProps) {
  const { language } = view.visit
  const t = sayIn(language)
  const isNowhere = view.typed.place === 'unknown'
  const back = isNowhere
    ? { to: 'place', word: t('重新选地方', 'Choose a place again') }
    : { to: 'check', word: t('回到答案，改一处', 'Back to the answers, to change one') }
  return (
    <AskPage view={view} title={t('我能享受什么', 'What can I get')} here="result" back={back}>
      {(backward) => (
        <div className="q">
          <div>
            {backward}
            <h1>{t('照您写的，算下来', 'By what you wrote')}</h1>
            <Notice>
              {t(
                `这是估算，不是决定。按 ${writeDay(today, 'zh')}有的规则算。给不给、给多少，核对以后由人来定，会书面告诉您。`,
                `This is an estimate, not a decision, by the rules of ${writeDay(today, 'en')}. People decide after checking, and tell you in writing.`,
              )}
            </Notice>
            {isNowhere && (
              <p className="lead">
                {t(
                  '不知道您住在哪里，就不知道用哪里的标准，所以没有算。',
                  'Without the place we do not know which standard to use, so nothing was computed.',
                )}
              </p>
            )}
            {screening.here.map((one) => (
              <Programme key={one.programme} one={one} visit={view.visit} placeName={placeName} />
            ))}
            <More screening={screening} language={language} />
            <NotHere screening={screening} language={language} />
            {!isNowhere && (
              <section className="got">
                <h2>{t('您写的', 'What you wrote')}</h2>
                <AnswerList view={view} />
              </section>
            )}
          </div>
          <WhereToGo view={view} />
        </div>
      )}
    </AskPage>
  )
}

function Programme({
  one,
  visit,
  placeName,
}: {
  one: Screened
  visit: DrawnFor
  placeName: ResultPageProps['placeName']
}) {
  const t = sayIn(visit.language)
  const { assessment } = one
  const heading = `got-${one.programme}`
  return (
    <section className="got" aria-labelledby={heading}>
      <h2 id={heading}>{t(one.title)}</h2>
      {one.status === 'draft' && (
        <Notice tone="soon" title={t('征求意见稿。', 'Consultation draft.')}>
          {t(
            '还没有生效，不能照着发钱；写在这里只是让您知道。',
            'Not in force, and nothing is paid by it; it is shown so that you know.',
          )}
        </Notice>
      )}
      <Estimate one={one} language={visit.language} />
      <Because one={one} language={visit.language} />
      {assessment !== null && assessment.outcome === 'entitled' && (
        <div>
          {assessment.plain.map((sentence) => (
            <p key={sentence.zh}>{t(sentence)}</p>
          ))}
        </div>
      )}
      {assessment?.warnings
        .filter(({ code }) => code !== 'draft-simulated')
        .map(({ code, zh, en }) => (
          <p key={code + zh} className="small mute">
            {t(zh, en)}
          </p>
        ))}
      {assessment !== null && assessment.tree.length > 0 && (
        <details className="fold">
          <summary>{t('看每一步怎么算、依据哪一条', 'Every step of the sum, with its law')}</summary>
          <div className="why">
            <WhySheet
              {...{ assessment, language: visit.language, idPrefix: `${one.programme}-` }}
              placeName={(code) => t(placeName(code) ?? { zh: code, en: code })}
            />
          </div>
        </details>
      )}
      {one.policy !== null && (
        <a className="go noprint" href={portalPaths.policy(one.policy)}>
          {t('看这项政策的全文', 'Read the whole policy')}
        </a>
      )}
    </section>
  )
}

/** The yellow answer. Two possible amounts are two. */
function Estimate({ one: { assessment, isForNobody, status }, language }: { one: Screened; language: Language }) {
  const t = sayIn(language)
  if (assessment === null)
    return (
      <div className="est">
        <p className="say">
          {isForNobody ? t('这一项没有算', 'Not computed') : t('还差几样，算不准', 'Not enough is known yet')}
        </p>
        {isForNobody && <p>{t('您说家里没有户口在这里的老人。', 'You said nobody over 60 is registered here.')}</p>}
      </div>
    )
  const { outcome, amount, possible, per } = assessment
  const perMonth = t(perWords[per])
  if (outcome === 'entitled' && per === 'status')
    return (
      <div className="est">
        <p className="say">{t('看样子够条件', 'You seem to be entitled')}</p>
        <p>{t('这一项本身不发钱，别的救助看它。', 'Nothing is paid for it; other aid looks at it.')}</p>
        <p>
          <b>{t('这是估算，不是决定。', 'An estimate, not a decision.')}</b>
        </p>
      </div>
    )
  if (outcome === 'entitled' && amount !== null)
    return (
      <div className="est">
        <p>
          {status === 'draft'
            ? t('假如照这份稿子，大约', 'If this draft applied, about')
            : t('看样子够条件，大约', 'You seem to be entitled, to about')}
        </p>
        <p className="big">
          {yuan(amount)} <span>{perMonth}</span>
        </p>
        <p>
          <b>{t('这是估算，不是决定。', 'An estimate, not a decision.')}</b>
        </p>
      </div>
    )
  if (possible.length > 0)
    return (
      <div className="est">
        <p>{t('有一样没定，两个数都可能', 'One thing is open, so both amounts are possible')}</p>
        <ul>
          {possible.map((row) => (
            <li key={row.zh}>
              <p>{t(row)}</p>
              <p className="big">
                {yuan(row.amount)} <span>{perMonth}</span>
              </p>
            </li>
          ))}
        </ul>
        <p>
          <b>{t('这是估算，不是决定。', 'An estimate, not a decision.')}</b>
        </p>
      </div>
    )
  return (
    <div className="est">
      <p className="say">{t(said[outcome])}</p>
    </div>
  )
}

const perWords: Readonly<Record<Assessment['per'], Words>> = {
  month: { zh: '元／月', en: 'yuan a month' },
  year: { zh: '元／年', en: 'yuan a year' },
  'school-year': { zh: '元／学年', en: 'yuan a school year' },
  once: { zh: '元，一次', en: 'yuan, once' },
  status: { zh: '', en: '' },
}

const said: Readonly<Record<'entitled' | 'not-entitled' | 'not-enough-known' | 'no-rule', Words>> = {
  entitled: { zh: '看样子够条件', en: 'You seem to be entitled' },
  'not-entitled': { zh: '看样子不够条件', en: 'You do not seem to be entitled' },
  'not-enough-known': { zh: '还差几样，算不准', en: 'Not enough is known yet' },
  'no-rule': { zh: '这里还算不了', en: 'Cannot be computed here yet' },
}

/** All reasons with their article; what is missing, and who can fill it. */
function Because({ one: { assessment, askYou, askOffice }, language }: { one: Screened; language: Language }) {
  const t = sayIn(language)
  const reasons = assessment === null || assessment.outcome === 'entitled' ? [] : assessment.reasons
  return (
    <>
      {reasons.length > 0 && (
        <ul className="because">
          {reasons.map(({ code, zh, en, article }) => (
            <li key={code + zh}>
              {t(zh, en)}{' '}
              <span className="song mute" lang="zh-CN">
                {article}
              </span>
            </li>
          ))}
        </ul>
      )}
      {askYou.length > 0 && (
        <div>
          <p>
            <b>{t('差您这里的：', 'Missing from you:')}</b>
          </p>
          <ul className="because">
            {askYou.map((key) => (
              <li key={key}>
                {t(
                  `${questionOf(key).short.zh}，您选了“说不清”。${bring[key]?.zh ?? ''}`,
                  `${questionOf(key).short.en}: you chose “cannot say”. ${bring[key]?.en ?? ''}`,
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {askOffice.length > 0 && (
        <div>
          <p>
            <b>
              {t(
                '差我们这里的（到窗口问得到，不用您找）：',
                'Missing from us (ask at the office; it is not for you to find):',
              )}
            </b>
          </p>
          <ul className="because">
            {askOffice.map(({ path, zh, en }) => (
              <li key={path}>{t(zh, en)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** What helps to find out; to bring along to the window. */
const bring: Readonly<Record<string, Words>> = {
  people: { zh: '带上户口本，到窗口一起数。', en: 'Bring the household booklet to the office.' },
  registered: { zh: '带上户口本，到窗口看。', en: 'Bring the household booklet to the office.' },
  income: { zh: '带上工资条或银行短信，到窗口一起算。', en: 'Bring payslips or bank messages to the office.' },
  deposits: { zh: '带上存折、银行卡，到窗口一起算。', en: 'Bring bank books and cards to the office.' },
  things: { zh: '带上证件，到窗口一起看。', en: 'Bring the papers to the office.' },
  elders: { zh: '带上老人的身份证，到窗口看。', en: 'Bring the identity card to the office.' },
}

/** Programmes of the place that a few questions cannot settle. */
function More({ screening, language }: { screening: Screening; language: Language }) {
  const t = sayIn(language)
  if (screening.more.length === 0) return null
  return (
    <section className="got">
      <h2>{t('还有这些，这几道题算不了', 'And these, which a few questions cannot settle')}</h2>
      <p>
        {t(
          '要问得更细，没有算，不等于没有。到窗口说一声，一项一项对着看。',
          'They ask for more, so nothing was computed; that does not mean none. Ask at the window, item by item.',
        )}
      </p>
      <ul className="because">
        {screening.more.map(({ title, says, policy }) => (
          <li key={title.zh}>
            {policy === null ? (
              <b>{t(title)}</b>
            ) : (
              <a className="go" href={portalPaths.policy(policy)}>
                {t(title)}
              </a>
            )}
            <br />
            <span className="mute">{t(says)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NotHere({ screening, language }: { screening: Screening; language: Language }) {
  const t = sayIn(language)
  if (screening.notHere.length === 0) return null
  return (
    <section className="got">
      <h2>{t('还有这些，您那里没有录入', 'Not yet entered for your place')}</h2>
      <p>
        {t(
          '别处有、这里没有录入的，不等于您那里没有。到窗口问一问。',
          'That we have it for other places only does not mean yours has none. Ask at the office.',
        )}
      </p>
      <ul className="because">
        {screening.notHere.map(({ title, place, policy }) => (
          <li key={policy}>
            <a className="go" href={portalPaths.policy(policy)}>
              {t(title)}
            </a>
            <span className="mute">
              {t('（', ' (')}
              {t(place)}
              {t('）', ')')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function WhereToGo({ view: { site, visit, places, typed } }: { view: AskView }) {
  const t = sayIn(visit.language)
  const place = places.find(({ code }) => code === typed.place)
  return (
    <aside>
      <div className="known">
        <b>{t('到哪里去', 'Where to go')}</b>
        <span>
          {place === undefined
            ? t('您住的镇、街道的社会救助窗口。', 'The assistance window of your town office.')
            : place.group === 'home'
              ? t(`${place.name.zh}的社会救助窗口。`, `The assistance window of ${place.name.en}.`)
              : t(
                  `${place.name.zh}，您住的镇、街道的社会救助窗口。`,
                  `The assistance window of your town office in ${place.name.en}.`,
                )}
        </span>
        <ButtonLink href={`tel:${site.hotline}`} look="line">
          {t(`打 ${site.hotline}`, `Call ${site.hotline}`)}
        </ButtonLink>
        <span className="small">
          {t(
            '算出来不够条件，也可以去申请：要不要给，由人核对以后定。',
            'You may apply even if this says no: people check and decide.',
          )}
        </span>
      </div>
      <p className="small noprint">
        {t('要留一份，就把这一页打印下来。我们没有存。', 'To keep a copy, print this page. We have kept nothing.')}
      </p>
      <a className="go noprint" href={portalPaths.screener}>
        {t('从头再算一次', 'Start again')}
      </a>
    </aside>
  )
}
