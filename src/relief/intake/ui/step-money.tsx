import { MoneyField, SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { incomeLabels } from '#registry/households/labels.ts'
import type { AmountTyped, MemberTyped, PropertyPart } from '../form.ts'
import type { StepProps } from './steps.ts'

const kinds = { ...incomeLabels, deduction: { zh: '可扣除的支出', en: 'deductible spending' } }

/** Five kinds of income per member (57号 art. 13). Nothing typed is unknown; none is a zero that somebody said. */
export function IncomesStep(props: StepProps) {
  const say = useSay()
  const { members } = props.draft.parts.members
  if (members.length === 0) return <p className="mute">{say('先写家里有谁，再写收入。', 'Enter the members first.')}</p>
  return (
    <div className="fields">
      <p className="hint">
        {say(
          '没有的写 0；不知道的空着，空着不算 0。',
          'Write 0 for none; leave empty what nobody knows: empty is not zero.',
        )}
      </p>
      {members.map((member) => (
        <IncomesOf key={member.key} {...props} member={member} />
      ))}
    </div>
  )
}

function IncomesOf({ draft, faultAt, member }: StepProps & { readonly member: MemberTyped }) {
  const say = useSay()
  const { by } = draft.parts.incomes
  const own = by[member.key] ?? {}
  const put = (kind: string, now: AmountTyped): void =>
    draft.set('incomes', { by: { ...by, [member.key]: { ...own, [kind]: now } } })
  return (
    <fieldset className="member">
      <legend>{member.name === '' ? say('没写名字的', 'no name yet') : member.name}</legend>
      <div className="member-grid">
        {Object.entries(kinds).map(([kind, words]) => {
          const now = own[kind] ?? { amount: '', per: 'month' }
          return (
            <div key={kind}>
              <MoneyField
                label={say(words)}
                fault={faultAt(`incomes.${member.key}.${kind}`)}
                value={now.amount}
                onChange={(amount) => put(kind, { ...now, amount })}
              />
              <SelectField
                label={<span className="vh">{say(`${words.zh}：每月还是每年`, `${words.en}: per month or year`)}</span>}
                ask={say('元/月', 'yuan/month')}
                isRequired={false}
                value={now.per === 'year' ? 'year' : ''}
                onChange={(per) => put(kind, { ...now, per: per === 'year' ? 'year' : 'month' })}
                choices={[{ value: 'year', label: say('元/年', 'yuan/year') }]}
              />
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}

const quoted = (source: string | undefined): string => (source === undefined ? '' : `（${source}）`)

export function PropertyStep({ draft, faultAt }: StepProps) {
  const say = useSay()
  const { property } = draft.parts
  const field = (name: keyof PropertyPart) => ({
    ...{ value: property[name], fault: faultAt(`property.${name}`), isRequired: false },
    onChange: (value: string) => draft.set('property', { ...property, [name]: value }),
  })
  return (
    <div className="fields">
      <p className="hint">{say('没有的写 0；不知道的空着。', 'Write 0 for none; leave empty what nobody knows.')}</p>
      <MoneyField label={say('存款和证券，全家一共', 'Deposits and securities, all together')} {...field('deposits')} />
      <TextField label={say('住房几套', 'Homes')} lengthMax={3} {...field('homes')} />
      <TextField label={say('车几辆', 'Vehicles')} lengthMax={3} {...field('vehicles')} />
      <TextField label={say('名下公司、个体户几个', 'Registered businesses')} lengthMax={3} {...field('businesses')} />
      <SelectField
        label={say('有没有近亲属在经办或村（居）委会', 'A near relative works on these matters')}
        hint={say(
          `有的要登记，县里一定入户${quoted(draft.quotes?.['staff-relative'])}。`,
          `It is registered and the county visits${quoted(draft.quotes?.['staff-relative'])}.`,
        )}
        ask={say('没说', 'not said')}
        choices={[
          { value: 'yes', label: say('有', 'yes') },
          { value: 'no', label: say('没有', 'no') },
        ]}
        {...field('staffRelative')}
      />
    </div>
  )
}
