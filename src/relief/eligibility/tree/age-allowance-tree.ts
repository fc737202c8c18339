import { parseYuan, type Fen } from '#platform/money/index.ts'
import type { TreeLine } from '../assessment.ts'
import type { PersonAnswer } from '../assess/age-allowance.ts'
import { fenAmount, group, line, parameterLine } from './lines.ts'

/** Each person's age and place, whether that is enough, and the amounts added up. */
export function ageAllowanceTree(people: readonly PersonAnswer[], total: Fen | null): TreeLine[] {
  const asked = people.filter(({ kind }) => kind !== 'not-configured')
  return [
    group(
      'group-people',
      { zh: '一 谁、多大、户籍在哪', en: '1 Who, how old, registered where' },
      people.map(personLine),
    ),
    group('group-conditions', { zh: '二 够不够条件', en: '2 Whether the conditions are met' }, asked.map(testLine)),
    group('group-amount', { zh: '三 每月发多少', en: '3 What is paid a month' }, [
      ...asked.map(amountLine),
      line({
        id: 'result',
        kind: 'result',
        zh: '一家每月发',
        en: 'The household a month',
        operator: '=',
        amount: fenAmount(total),
        from: asked.map(({ number }) => `amount-${number}`),
      }),
    ]),
  ]
}

function personLine({ member, number, age, kind, registeredIn }: PersonAnswer): TreeLine {
  const left =
    kind === 'not-configured' ? { zh: '：当地没有录入，没有算', en: ': not configured there' } : { zh: '', en: '' }
  const born = member.bornOn
  const said =
    born === null ? { zh: '', en: '' } : { zh: `（${born.source.zh}，${born.source.on}）`, en: ` (${born.source.on})` }
  return line({
    id: `person-${number}`,
    kind: 'note',
    zh: `${member.name}，${age === null ? '年龄不知道' : `${age} 岁`}${said.zh}，户籍${registeredIn ?? '不知道'}${left.zh}`,
    en: `${member.name}, ${age ?? 'age unknown'}${said.en}, registered in ${registeredIn ?? 'an unknown place'}${left.en}`,
  })
}

const testLine = ({ member, number, amount, law }: PersonAnswer): TreeLine =>
  line({
    id: `test-${number}`,
    kind: 'test',
    zh: `${member.name}：${amount === null ? '还不知道' : amount > 0n ? '到岁数了' : '没有到岁数'}`,
    en: `${member.name}: ${amount === null ? 'not known yet' : amount > 0n ? 'of the age' : 'not of the age'}`,
    holds: amount === null ? null : amount > 0n,
    law,
  })

function amountLine({ member, number, amount, band, law }: PersonAnswer, index: number): TreeLine {
  const value = band === null ? null : fenAmount(parseYuan(band.value))
  const words = { zh: band?.zh ?? '没有到档', en: 'amount of the band' }
  const lines = band === null ? [] : [parameterLine(`band-${number}`, words, band, { amount: value })]
  return line({
    id: `amount-${number}`,
    kind: 'sum',
    zh: member.name,
    en: member.name,
    operator: index === 0 ? null : '+',
    amount: fenAmount(amount),
    from: [...lines.map(({ id }) => id), `test-${number}`],
    law,
    lines,
  })
}
