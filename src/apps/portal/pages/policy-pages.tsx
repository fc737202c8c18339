import { groupDigits } from '#design/console/figures.ts'
import { sayIn } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty } from '#design/portal/empty.tsx'
import { Notice } from '#design/portal/notice.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import { SearchBox } from '#design/portal/search-box.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { unitInWords } from '#design/console/units.ts'
import {
  aidKindOf,
  aidKinds,
  aidKindWords,
  byAidKind,
  type AidKind,
  type PolicyPage,
} from '#relief/eligibility/contract.ts'
import { portalPaths } from '../paths.ts'
import { headStandard, writeStatus, writeTier } from '../policies.ts'
import { StandardsTable, type PlaceName } from './standards-table.tsx'

interface PolicyListProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly today: string
  readonly policies: readonly PolicyPage[]
  /** Codes of the places whose policies count here, the nearest first. */
  readonly places: readonly string[]
}

/** What there is here, by kind of help, what most people ask for first; what other places have is folded. */
export function PolicyListPage({ site, visit, today, policies, places }: PolicyListProps) {
  const t = sayIn(visit.language)
  const sorted = policies.toSorted(byAidKind)
  const here = places.flatMap((place) => sorted.filter(({ region }) => region === place))
  const nearest = new Map(here.toReversed().map((policy) => [policy.programme, policy]))
  const ours = sorted.filter((policy) => nearest.get(policy.programme) === policy)
  const others = sorted.filter((policy) => !ours.includes(policy))
  return (
    <PortalPage site={site} visit={visit} title={t('能领什么', 'What you can get')} current={portalPaths.policies}>
      <div className="wrap">
        <PageHead
          language={visit.language}
          title={t('能领什么', 'What you can get')}
          lead={t(
            '每一项都写明规则、标准和依据的条文。算法和窗口用的是同一套。',
            'Each with its rules, its standards and the articles behind them. The office counts with the same.',
          )}
        />
        {policies.length === 0 ? (
          <Empty title={t('这里还没有录入政策', 'No policy has been entered here yet')}>
            <p>{t(`请打 ${site.hotline} 问。`, `Please call ${site.hotline}.`)}</p>
          </Empty>
        ) : (
          <>
            <SearchBox
              language={visit.language}
              action={portalPaths.search}
              value=""
              placeholder={t('比如：低保标准', 'for example: dibao standard')}
            />
            {aidKinds.map((kind) => (
              <Kind key={kind} kind={kind} visit={visit} today={today} policies={ours.filter(of(kind))} />
            ))}
            {others.length === 0 ? null : (
              <details className="sec">
                <summary>
                  {t(`别的地方和上级的 ${others.length} 项`, `${others.length} of other places and of levels above`)}
                </summary>
                {aidKinds.map((kind) => (
                  <Kind key={kind} kind={kind} visit={visit} today={today} policies={others.filter(of(kind))} />
                ))}
              </details>
            )}
          </>
        )}
      </div>
    </PortalPage>
  )
}

const of =
  (kind: AidKind) =>
  ({ programme }: PolicyPage): boolean =>
    aidKindOf(programme) === kind

interface KindProps {
  readonly kind: AidKind
  readonly visit: DrawnFor
  readonly today: string
  readonly policies: readonly PolicyPage[]
}

/** One kind of help; nothing is drawn where there is none of it. */
function Kind({ kind, visit, today, policies }: KindProps) {
  const t = sayIn(visit.language)
  if (policies.length === 0) return null
  return (
    <section className="sec">
      <h2>{t(aidKindWords[kind])}</h2>
      <ul className="titles">
        {policies.map((policy) => (
          <li key={policy.id}>
            <h3>
              <a href={portalPaths.policy(policy.id)}>
                {policy.need === null ? '' : `${t(policy.need)}${t('：', ': ')}`}
                {t(policy.title)}
              </a>
            </h3>
            <p>{t(policy.says)}</p>
            <p className="asof">
              {t(policy.place)} · <Headline policy={policy} visit={visit} today={today} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Headline({ policy, visit, today }: { policy: PolicyPage; visit: DrawnFor; today: string }) {
  const t = sayIn(visit.language)
  const standard = headStandard(policy, today)
  const status = writeStatus(policy.status, visit.language)
  if (standard === null) return <>{status}</>
  const tier = writeTier(standard.tier, visit.language)
  return (
    <>
      {status} · {tier} {groupDigits(standard.value)} {unitInWords(standard.unit, visit.language)}
      {t('，', ', ')}
      <span className="n">{t(`${standard.validFrom} 起`, `from ${standard.validFrom}`)}</span>
    </>
  )
}

interface PolicyProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly today: string
  readonly policy: PolicyPage
  readonly placeName: PlaceName
}

/** One programme in one place: what it says, its numbers, its rules in words, its versions. */
export function PolicyDetailPage({ site, visit, today, policy, placeName }: PolicyProps) {
  const t = sayIn(visit.language)
  return (
    <PortalPage site={site} visit={visit} title={t(policy.title)} current={portalPaths.policies}>
      <div className="wrap">
        <PageHead
          language={visit.language}
          crumbs={[{ href: portalPaths.policies, word: t('能领什么', 'What you can get') }]}
          title={t(policy.title)}
          lead={t(policy.says)}
        >
          <p>
            {policy.status === 'in-force' ? (
              <State tone="ok">{writeStatus(policy.status, visit.language)}</State>
            ) : (
              <State tone={policy.status === 'draft' ? 'soon' : 'still'}>
                {writeStatus(policy.status, visit.language)}
              </State>
            )}{' '}
            · {t(policy.place)}
          </p>
        </PageHead>
        {policy.status === 'draft' && (
          <Notice tone="soon" title={t('还不是规定。', 'Not a rule yet.')}>
            {t(
              '这是公开征求意见的稿子，只能拿来试算，谁也不能据此发钱或者拒绝人。',
              'This is a draft for consultation. It can be tried out, but nobody is paid or refused by it.',
            )}
          </Notice>
        )}
        <section className="sec">
          <h2>{t('标准', 'Standards')}</h2>
          <StandardsTable
            language={visit.language}
            today={today}
            rows={policy.standards.map((standard) => ({ standard, policy }))}
            placeName={placeName}
            caption={t(`${policy.title.zh}的标准`, `Standards of ${policy.title.en}`)}
          />
          {policy.notSupplied.length > 0 && (
            <Notice>
              {t(
                `本地还没有录入：${policy.notSupplied.map(({ zh }) => zh).join('、')}。没有的数系统不猜，缺了就说缺。`,
                `Not supplied by this place: ${policy.notSupplied.map(({ en }) => en).join('; ')}. Nothing is guessed; what is missing is named.`,
              )}
            </Notice>
          )}
        </section>
        {policy.rules.length > 0 && <Rules policy={policy} visit={visit} />}
        <Versions policy={policy} visit={visit} />
      </div>
    </PortalPage>
  )
}

/** In words, each beside its articles: the words stand inside the decision model, so page and sum cannot disagree. */
function Rules({ policy, visit }: { policy: PolicyPage; visit: DrawnFor }) {
  const t = sayIn(visit.language)
  return (
    <section className="sec">
      <h2>{t('规则，用话说', 'The rules in words')}</h2>
      {visit.language === 'en' && <p className="mute">The rules are kept in Chinese, as the office uses them.</p>}
      <ol className="rules" lang="zh-CN">
        {policy.rules.map(({ name, says, law }) => (
          <li key={name}>
            <div className="law-line">
              {law.map((article) => (
                <cite key={article}>{article} </cite>
              ))}
            </div>
            <div>
              <b>{name}</b>
              <p>{says}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Versions({ policy, visit }: { policy: PolicyPage; visit: DrawnFor }) {
  const t = sayIn(visit.language)
  if (policy.versions.length === 0) return null
  return (
    <section className="sec">
      <h2>{t('哪天用哪一版', 'Which version on which day')}</h2>
      <ul className="titles">
        {policy.versions.map(({ title, from, to }) => (
          <li key={title + from}>
            <b lang="zh-CN">{title}</b>
            <span className="asof">
              {to === null
                ? t(`${from} 起作出的决定`, `decisions from ${from} on`)
                : t(`${from} 起、${to} 前作出的决定`, `decisions from ${from} until before ${to}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
