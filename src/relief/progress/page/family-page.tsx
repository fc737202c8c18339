import { many } from '#design/console/figures.ts'
import { sayIn, type Language } from '#design/console/language.tsx'
import { Money } from '#design/console/money.tsx'
import { WorkingClock } from '#design/console/working-clock.tsx'
import { Button } from '#design/portal/button.tsx'
import { Notice } from '#design/portal/notice.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { writeDay } from '#design/written.ts'
import type { MoneyBack, Payment } from '#finance/payouts/contract.ts'
import { oneOffSerial } from '#finance/payouts/index.ts'
import type { CaseClock } from '#relief/casework/contract.ts'
import { progressPath } from '../contract.ts'
import { progressSteps, turnWords } from '../steps.ts'
import type { FamilyView } from '../view.ts'
import { Decided } from './decided.tsx'

export interface FamilyPageProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly csrf: string
  readonly view: FamilyView
}

/** Whose turn, which day of how many, what is asked, what was decided and why, what was paid, how to disagree. */
export function FamilyPage({ site, visit, csrf, view }: FamilyPageProps) {
  const { language } = visit
  const t = sayIn(language)
  const { case: one, asked } = view
  const turn = t(turnWords(one, asked.length > 0))
  return (
    <PortalPage site={site} visit={visit} title={t('办到哪了', 'How your case stands')} current={progressPath}>
      <div className="wrap">
        <PageHead language={language} title={turn} lead={`${t(view.programme)} · ${one.number} · ${view.place}`} />
        <Days view={view} language={language} />
        {asked.map(({ words, by }, index) => (
          <Notice key={`${index}-${words.zh}`} tone="gold" title={t('请您办：', 'For you to do:')}>
            {t(words)}
            {by !== null && t(`（${writeDay(by, 'zh')}以前）`, ` (by ${writeDay(by, 'en')})`)}
          </Notice>
        ))}
        <Way view={view} language={language} />
        <OnNotice view={view} language={language} />
        <Decided letter={view.letter} language={language} />
        <Paid payments={view.payments} language={language} />
        <PaidBack months={view.moneyBack} language={language} />
        <Disagree view={view} language={language} hotline={site.hotline} />
        <form method="post" action={`${progressPath}/leave`} className="sec">
          <input type="hidden" name="_csrf" value={csrf} />
          <Button look="line">{t('看完了，关掉', 'Done; close this')}</Button>
        </form>
      </div>
    </PortalPage>
  )
}

interface Part {
  readonly view: FamilyView
  readonly language: Language
}

function Days({ view: { clock, case: one }, language }: Part) {
  const t = sayIn(language)
  if (clock === null) return null
  if (one.outcome !== null)
    return clock.usedDays === null ? null : (
      <p className="asof">
        {t(`从受理到办好，${clock.usedDays} 个工作日。`, `From start to end: ${many(clock.usedDays, 'working day')}.`)}
      </p>
    )
  const { total, usedDays } = clock
  if (total === null) return clock.startedOn === null ? null : <StageDays clock={clock} language={language} />
  return (
    <p className="pg-days">
      <WorkingClock
        language={language}
        gone={usedDays ?? 0}
        limit={total.limitDays}
        light={total.light}
        stopped={clock.pausedSince === null ? null : t('停在这里', 'Stopped here')}
      />{' '}
      {t(
        `受理当天不算，休息日不算。最晚 ${writeDay(total.dueOn, 'zh')}有结果。`,
        `The first day and rest days do not count. An answer by ${writeDay(total.dueOn, 'en')} at the latest.`,
      )}
    </p>
  )
}

/** No document says how long it takes in all, so no day of the answer is promised: only until when this step is done. */
function StageDays({ clock: { stage }, language }: { readonly clock: CaseClock; readonly language: Language }) {
  const t = sayIn(language)
  if (stage === null) return null
  return (
    <p className="pg-days">
      {t(
        `现在这一步有 ${stage.limitDays} 个工作日，最晚 ${writeDay(stage.dueOn, 'zh')}办完。后面的每一步也各有天数。`,
        `This step has ${many(stage.limitDays, 'working day')}: done by ${writeDay(stage.dueOn, 'en')} at the latest. Each later step has days of its own.`,
      )}
    </p>
  )
}

const stateWords = {
  done: { zh: '已完成', en: 'done' },
  now: { zh: '正在办', en: 'under way' },
  ahead: { zh: '还没到', en: 'to come' },
} as const

function Way({ view, language }: Part) {
  const t = sayIn(language)
  return (
    <section className="sec" aria-labelledby="way">
      <h2 id="way">{t('走到了哪', 'How far it is')}</h2>
      <ol className="tl">
        {progressSteps(view.steps, view.case, view.stages).map(({ words, state, on }) => (
          <li key={words.zh} className={state === 'done' ? 'ok' : state === 'now' ? 'is-now' : undefined}>
            <span className="dot" aria-hidden="true">
              <svg viewBox="0 0 20 20">
                <circle cx="10" cy="10" r="8" fill={state === 'done' ? 'currentColor' : 'none'} stroke="currentColor" />
              </svg>
            </span>
            <div>
              <h3>
                {t(words)} <span className="small mute">{t(stateWords[state])}</span>
              </h3>
              {on !== null && <p className="asof">{writeDay(on, language)}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function OnNotice({ view: { notice }, language }: Part) {
  const t = sayIn(language)
  if (notice === null) return null
  return (
    <section className="sec" aria-labelledby="notice">
      <h2 id="notice">{t('公示', 'Public notice')}</h2>
      <p>
        {t(
          `${writeDay(notice.upOn, 'zh')}贴出，到 ${writeDay(notice.downOn, 'zh')}。${notice.isUp ? '现在还贴着。' : '已经取下。'}`,
          `Put up on ${writeDay(notice.upOn, 'en')}, until ${writeDay(notice.downOn, 'en')}. ${notice.isUp ? 'It is up now.' : 'It has been taken down.'}`,
        )}
      </p>
      <p>
        {t(
          '只写申请人姓名、人数、项目和金额（有金额的），没有别的。',
          'It shows the name of the applicant, number of people, programme and the amount if there is one, nothing else.',
        )}
      </p>
    </section>
  )
}

const paymentWords = {
  payable: { zh: '已经批准，等着发', en: 'approved, about to be paid' },
  'in-bank': { zh: '已经交给银行', en: 'with the bank' },
  paid: { zh: '已经到账', en: 'paid' },
  returned: { zh: '银行退回，正在核对账号', en: 'returned by the bank; the account is being checked' },
  held: { zh: '暂时没发，正在核实', en: 'held while something is looked into' },
} as const satisfies Record<Payment['state'], { zh: string; en: string }>

function Paid({ payments, language }: { readonly payments: readonly Payment[]; readonly language: Language }) {
  const t = sayIn(language)
  if (payments.length === 0) return null
  return (
    <section className="sec" aria-labelledby="paid">
      <h2 id="paid">{t('发了多少', 'What was paid')}</h2>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{t('月份', 'Month')}</th>
            <th scope="col" className="r">
              {t('金额', 'Amount')}
            </th>
            <th scope="col">{t('到哪了', 'State')}</th>
          </tr>
        </thead>
        <tbody>
          {payments.map((one, index) => (
            <tr key={`${one.month}-${index}`}>
              <th scope="row">
                {writeDay(one.month, language)}
                {oneOffSerial(one.programme) === null ? null : (
                  <p className="small">{t('一次性补贴', 'one-off subsidy')}</p>
                )}
              </th>
              <td className="r">
                <Money fen={one.amount} language={language} />
                {one.deducted > 0n && (
                  <p className="small">
                    {t('按您家书面同意扣还 ', 'kept back as you agreed: ')}
                    <Money fen={one.deducted} language={language} />
                  </p>
                )}
              </td>
              <td>{t(paymentWords[one.state])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What follows the amount. */
const refundWords = (one: MoneyBack['refunds'][number]): { readonly zh: string; readonly en: string } => {
  if (one.state === 'due') return { zh: '，是您家的，正在办退还', en: ' is yours; the refund is being arranged' }
  if (one.state === 'on-its-way')
    return { zh: '，是您家的，已经批准，退到您家的账户', en: ' is yours; approved, goes to your account' }
  const on = one.on ?? ''
  return one.way === 'hand'
    ? { zh: `，${writeDay(on, 'zh')}当面退给您家了`, en: ` was handed to you on ${writeDay(on, 'en')}` }
    : { zh: `，${writeDay(on, 'zh')}退到您家的账户了`, en: ` came back to your account on ${writeDay(on, 'en')}` }
}

/** What the family paid back, and what of it is its own after all: when and how it returns. */
function PaidBack({ months, language }: { readonly months: readonly MoneyBack[]; readonly language: Language }) {
  const t = sayIn(language)
  if (months.length === 0) return null
  return (
    <section className="sec" aria-labelledby="paid-back">
      <h2 id="paid-back">{t('您家还过的', 'What you paid back')}</h2>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{t('哪个月的', 'For')}</th>
            <th scope="col" className="r">
              {t('还了', 'Paid back')}
            </th>
            <th scope="col">{t('退还', 'Refund')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, programme, repaid, refunds }) => (
            <tr key={`${month}-${programme}`}>
              <th scope="row">{writeDay(month, language)}</th>
              <td className="r">
                <Money fen={repaid} language={language} />
              </td>
              <td>
                {refunds.length === 0 ? t('没有要退的', 'nothing to refund') : null}
                {refunds.map((one, index) => (
                  <p key={index}>
                    <Money fen={one.amount} language={language} />
                    {t(refundWords(one))}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Disagree({ view: { remedies, letter }, language, hotline }: Part & { readonly hotline: string }) {
  const t = sayIn(language)
  return (
    <section className="sec" aria-labelledby="disagree">
      <h2 id="disagree">{t('觉得不对', 'If you disagree')}</h2>
      <p>
        {t(
          `哪个数不对、家里有变化，打 ${hotline} 或者到窗口说，不收钱。`,
          `If a number is wrong or things have changed, call ${hotline} or tell the desk; it costs nothing.`,
        )}
      </p>
      {letter !== null && (
        <p>
          {remedies === null
            ? t(
                '不服决定的，收到通知书以后可以申请行政复议或者向法院起诉，期限写在通知书上。',
                'You may appeal or go to court after you get the letter; it says until when.',
              )
            : t(
                `申请行政复议，到 ${writeDay(remedies.reconsideration, 'zh')}；向法院起诉，到 ${writeDay(remedies.court, 'zh')}。最后一天是休息日的，顺延到下一个工作日。`,
                `Appeal until ${writeDay(remedies.reconsideration, 'en')}, court until ${writeDay(remedies.court, 'en')}. A last day that is a rest day moves on.`,
              )}
        </p>
      )}
    </section>
  )
}
