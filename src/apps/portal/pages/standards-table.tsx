import { groupDigits } from '#design/console/figures.ts'
import { sayIn, type Language, type Words } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty } from '#design/portal/empty.tsx'
import { unitInWords } from '#design/console/units.ts'
import type { PolicyPage } from '#relief/eligibility/contract.ts'
import { portalPaths } from '../paths.ts'
import { isCurrent, writeStatus, writeTier, writeValidity, type Standard } from '../policies.ts'

export type PlaceName = (code: string) => Words | null

export interface StandardRow {
  readonly standard: Standard
  readonly policy: PolicyPage
}

interface StandardsTableProps {
  readonly language: Language
  readonly today: string
  readonly rows: readonly StandardRow[]
  readonly placeName: PlaceName
  readonly caption: string
  /** Over several programmes: each row leads to its policy. */
  readonly linksPolicies?: boolean
}

/** Every number with its unit, place, validity, document and status. On a phone each row becomes a card. */
export function StandardsTable(props: StandardsTableProps) {
  const { language, today, rows, placeName, caption, linksPolicies = false } = props
  const t = sayIn(language)
  if (rows.length === 0) return <Empty title={t('还没有录入标准', 'No standard has been entered yet')} />
  return (
    <table className="tb cards">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('项目', 'What')}</th>
          <th scope="col">{t('哪里', 'Where')}</th>
          <th scope="col" className="r">
            {t('数', 'Number')}
          </th>
          <th scope="col">{t('单位', 'Unit')}</th>
          <th scope="col">{t('从哪天起', 'Valid')}</th>
          <th scope="col">{t('依据', 'Document')}</th>
          <th scope="col">{t('状态', 'Status')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ standard, policy }) => (
          <tr key={[policy.id, standard.key, standard.tier, standard.validFrom, standard.regions.join()].join('|')}>
            <th scope="row">
              {linksPolicies ? <a href={portalPaths.policy(policy.id)}>{t(standard)}</a> : t(standard)}
              {standard.tier !== null && ` · ${writeTier(standard.tier, language)}`}
            </th>
            <PlaceCell label={t('哪里', 'Where')} places={writePlaces(standard, policy, { placeName, language })} />
            <td className="r strong" lang={isChinese(standard.value) ? 'zh-CN' : undefined}>
              {standard.unit.startsWith('元') ? groupDigits(standard.value) : standard.value}
            </td>
            <td>{unitInWords(standard.unit, language)}</td>
            <td>{writeValidity(standard, language)}</td>
            <td className="song" lang="zh-CN">
              {standard.document} {standard.article}
            </td>
            <td>
              <RowState standard={standard} today={today} language={language} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** A place without an English name is said in Chinese, and says so to a screen reader. */
const PlaceCell = ({ label, places }: { readonly label: string; readonly places: string }) => (
  <td data-l={label} lang={isChinese(places) ? 'zh-CN' : undefined}>
    {places}
  </td>
)

function writePlaces(
  { regions }: Standard,
  policy: PolicyPage,
  { placeName, language }: { readonly placeName: PlaceName; readonly language: Language },
): string {
  const t = sayIn(language)
  const names = regions.map(
    // The pack knows its own place in both languages; the region tree knows the others in Chinese only.
    (code) => (code === policy.region ? policy.place : (placeName(code) ?? { zh: code, en: code })),
  )
  return names.map((name) => t(name)).join(t('、', ', '))
}

function RowState({ standard, today, language }: { standard: Standard; today: string; language: Language }) {
  const t = sayIn(language)
  if (standard.status === 'draft') return <State tone="soon">{t('征求意见稿', 'draft')}</State>
  if (standard.validFrom > today) return <State tone="still">{t('还没到', 'not yet')}</State>
  if (!isCurrent(standard, today))
    return (
      <State tone="still" shape="still">
        {t('已经换了', 'replaced')}
      </State>
    )
  return (
    <State tone={standard.status === 'in-force' ? 'ok' : 'go-on'} shape="done">
      {standard.status === 'in-force' ? writeStatus('in-force', language) : t('合成', 'synthetic')}
    </State>
  )
}
