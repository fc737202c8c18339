import { formatYuan, type Fen } from '#platform/money/index.ts'
import type { Situation } from '#registry/households/facts.ts'
import type { Reason } from '../assessment.ts'
import type { Words } from '../labels.ts'
import type { Reading } from './engine-values.ts'

/** The numbers a reason speaks of. */
export interface ReasonSetting {
  readonly reading: Reading
  readonly situation: Situation
  readonly heads: number
  readonly limits: { readonly homes: string; readonly vehicles: string; readonly businesses: string }
  readonly place: Words
}

const yuan = (amount: Fen | null | undefined): string =>
  amount === null || amount === undefined ? '?' : formatYuan(amount)

/** A sentence for each code the models give; a code nobody knows here shows the words of its row in the model. */
const sentences: Readonly<Record<string, (setting: ReasonSetting) => Words>> = {
  'nobody-counted': () => ({ zh: '名单上没有一个人能算作一家的成员', en: 'Nobody on the list counts as a member' }),
  'income-not-below-line': ({ reading, heads }) => {
    const [income, limit] = [yuan(reading.fen('家庭月收入')), yuan(reading.fen('全家标准'))]
    return {
      zh: `一家每月收入 ${income} 元，不低于 ${heads} 口人的线 ${limit} 元（要“低于”，等于也不算）`,
      en: `Income ${income} a month is not below the line of ${heads}, ${limit} (equal does not qualify)`,
    }
  },
  'property-finding-fails': ({ situation }) => ({
    zh: `财产经工作人员认定不符合规定（${situation.propertyFinding?.source.zh ?? '来源未写'}）`,
    en: 'An officer found the property not within the rules',
  }),
  'deposits-over-limit': ({ reading, situation }) => {
    const [deposits, limit] = [yuan(situation.deposits?.value), yuan(reading.fen('存款限额'))]
    return { zh: `存款 ${deposits} 元，超过限额 ${limit} 元`, en: `Deposits ${deposits} are over the limit ${limit}` }
  },
  'homes-over-limit': ({ situation, limits }) =>
    counted({ zh: '房屋', en: 'homes', unit: '套' }, situation.homes?.value, limits.homes),
  'vehicles-over-limit': ({ situation, limits }) =>
    counted({ zh: '车辆', en: 'vehicles', unit: '辆' }, situation.vehicles?.value, limits.vehicles),
  'businesses-over-limit': ({ situation, limits }) =>
    counted(
      { zh: '经营主体', en: 'registered businesses', unit: '个' },
      situation.businesses?.value,
      limits.businesses,
    ),
  'not-registered-here': ({ place }) => ({
    zh: `家里没有人户籍在${place.zh}；请向户籍所在地提出`,
    en: `Nobody in the household is registered in ${place.en}; apply where a member is registered`,
  }),
}

const counted = (
  { zh, en, unit }: Words & { readonly unit: string },
  stated: number | undefined,
  limit: string,
): Words => ({
  zh: `${zh} ${stated ?? '?'} ${unit}，超过上限 ${limit} ${unit}`,
  en: `${stated ?? '?'} ${en}, more than ${limit}`,
})

/** All reasons, in the order of the model's rows, each with its article. */
export function reasonsFrom(setting: ReasonSetting): Reason[] {
  const trace = setting.reading.traceOf('不符合的理由')
  const codes = Array.isArray(trace.value) ? trace.value : []
  const hits = (trace.rules ?? []).filter(({ outcome }) => outcome === 'hit')
  return codes.flatMap((code, index) => {
    if (typeof code !== 'string') return []
    const row = hits[index]
    const said = row?.description ?? code
    const words = sentences[code]?.(setting) ?? { zh: said, en: said }
    return [{ code, ...words, article: row?.annotations[0] ?? '' }]
  })
}
