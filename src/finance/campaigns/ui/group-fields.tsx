import { MoneyField, SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import type { Choices } from './model.ts'
import type { TypedGroup } from './new-campaign.ts'

interface GroupsProps {
  readonly groups: readonly TypedGroup[]
  readonly programmes: Choices['programmes']
  readonly onChange: (groups: readonly TypedGroup[]) => void
  readonly onAdd: () => void
}

/** The groups of the document, in its order, each with the benefit it is known by and its amount a person. */
export function GroupFields({ groups, programmes, onChange, onAdd }: GroupsProps) {
  const say = useSay()
  const set = (key: number, change: Partial<TypedGroup>): void =>
    onChange(groups.map((group) => (group.key === key ? { ...group, ...change } : group)))
  return (
    <>
      {groups.map((group, index) => (
        <fieldset key={group.key} className="pay-asked">
          <legend>{say(`第 ${index + 1} 类人`, `Group ${index + 1}`)}</legend>
          <div className="fields">
            <TextField
              label={say('文件里怎么叫', 'As the document calls it')}
              value={group.name}
              isRequired
              lengthMax={40}
              onChange={(name) => set(group.key, { name })}
            />
            <SelectField
              label={say('按哪项在册的待遇认定', 'Known by which benefit')}
              ask={say('请选', 'Choose')}
              value={group.programme}
              onChange={(programme) => set(group.key, { programme })}
              choices={programmes.map(({ value, zh, en }) => ({ value, label: say(zh, en) }))}
            />
            <TextField
              label={say('不满多少周岁（没有限制就空着）', 'Younger than, in years (empty: no limit)')}
              value={group.ageUnder}
              lengthMax={3}
              onChange={(ageUnder) => set(group.key, { ageUnder })}
            />
            <MoneyField
              label={say('每人多少', 'Amount a person')}
              value={group.amount}
              isRequired
              onChange={(amount) => set(group.key, { amount })}
            />
            {groups.length > 1 ? (
              <div className="row">
                <button
                  type="button"
                  className="btn line"
                  onClick={() => onChange(groups.filter(({ key }) => key !== group.key))}
                >
                  {say(`去掉第 ${index + 1} 类`, `Remove group ${index + 1}`)}
                </button>
              </div>
            ) : null}
          </div>
        </fieldset>
      ))}
      <div className="row">
        <button type="button" className="btn line" onClick={onAdd}>
          {say('再加一类人', 'Add a group')}
        </button>
      </div>
    </>
  )
}
