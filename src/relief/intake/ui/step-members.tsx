import { useQuery } from '@tanstack/react-query'
import { DayField, SelectField, TextField, type Choice } from '#design/console/fields.tsx'
import { useSay, type Say } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import {
  countedLabels,
  disabilityLabels,
  documentLabels,
  gradeLabels,
  labourLabels,
  maritalLabels,
  relationLabels,
} from '#registry/households/labels.ts'
import { emptyMember, membersMax, type MemberTyped } from '../form.ts'
import { readIntakeChoices } from '../wire.ts'
import type { StepProps } from './steps.ts'

export function MembersStep(props: StepProps) {
  const say = useSay()
  const { draft } = props
  const { members } = draft.parts.members
  const put = (next: readonly MemberTyped[]): void => draft.set('members', { members: [...next] })
  return (
    <div className="fields">
      {props.faultAt('members') === null ? null : <p className="err">{props.faultAt('members')}</p>}
      {members.map((member, index) => (
        <MemberFields
          key={member.key}
          {...props}
          member={member}
          index={index}
          onChange={(now) => put(members.map((one) => (one.key === member.key ? now : one)))}
          onRemove={() => put(members.filter(({ key }) => key !== member.key))}
        />
      ))}
      <div className="row">
        <button
          type="button"
          className="btn line"
          disabled={members.length >= membersMax}
          onClick={() =>
            put([...members, { ...emptyMember(crypto.randomUUID()), relation: members.length === 0 ? 'head' : '' }])
          }
        >
          {members.length === 0 ? say('加户主', 'Add the head') : say('再加一位', 'Add a member')}
        </button>
      </div>
    </div>
  )
}

export const choicesOf = (labels: Readonly<Record<string, { zh: string; en: string }>>, say: Say): readonly Choice[] =>
  Object.entries(labels).map(([value, words]) => ({ value, label: say(words) }))

interface MemberProps extends StepProps {
  readonly member: MemberTyped
  readonly index: number
  readonly onChange: (now: MemberTyped) => void
  readonly onRemove: () => void
}

function MemberFields(props: MemberProps) {
  const { member, index, form, faultAt, onChange, onRemove } = props
  const say = useSay()
  const at = (name: keyof MemberTyped) => `members.${index}.${name}`
  const field = (name: keyof MemberTyped) => ({
    ...{ fault: faultAt(at(name)), value: member[name], isRequired: false },
    onChange: (value: string) => onChange({ ...member, [name]: value }),
  })
  const ask = say('请选', 'Choose')
  return (
    <fieldset className="member">
      <legend>{member.name === '' ? say(`第 ${index + 1} 位`, `Member ${index + 1}`) : member.name}</legend>
      <div className="member-grid">
        <TextField label={say('姓名', 'Name')} lengthMax={40} {...field('name')} />
        <SelectField
          label={say('和户主的关系', 'Relation to the head')}
          ask={ask}
          choices={choicesOf(relationLabels, say)}
          {...field('relation')}
        />
        <SelectField
          label={say('证件', 'Document')}
          ask={ask}
          choices={choicesOf(documentLabels, say)}
          {...field('documentKind')}
        />
        {member.documentKind === 'id-card' ? (
          <TextField
            label={say('身份证号', 'ID number')}
            {...(member.idOnFile === ''
              ? {}
              : { hint: say(`档案里有：${member.idOnFile}，不用再打`, `On file: ${member.idOnFile}`) })}
            lengthMax={40}
            {...field('idNumber')}
          />
        ) : (
          <DayField label={say('出生日期', 'Date of birth')} {...field('bornOn')} />
        )}
      </div>
      {form === 'full' ? <MemberMore member={member} field={field} /> : null}
      <div className="row">
        <button type="button" className="btn text" onClick={onRemove}>
          {say('去掉这一位', 'Remove')}
        </button>
      </div>
    </fieldset>
  )
}

type FieldOf = (name: keyof MemberTyped) => {
  readonly fault: string | null
  readonly value: string
  readonly isRequired: boolean
  readonly onChange: (value: string) => void
}

function MemberMore({ member, field }: { member: MemberTyped; field: FieldOf }) {
  const say = useSay()
  const client = useClient()
  const places = useQuery({ queryKey: ['intake', 'choices'], queryFn: () => client.call(readIntakeChoices) })
  const ask = say('没说', 'not said')
  const yesNo: readonly Choice[] = [
    { value: 'yes', label: say('是', 'yes') },
    { value: 'no', label: say('不是', 'no') },
  ]
  const placeChoices = (now: string): readonly Choice[] => {
    const offered = (places.data?.places ?? []).map(({ code, label }) => ({ value: code, label }))
    return now === '' || offered.some(({ value }) => value === now) ? offered : [...offered, { value: now, label: now }]
  }
  const disability = { none: { zh: '没有', en: 'none' }, ...disabilityLabels }
  return (
    <div className="member-grid">
      <SelectField
        label={say('婚姻', 'Marital status')}
        ask={ask}
        choices={choicesOf(maritalLabels, say)}
        {...field('maritalStatus')}
      />
      <SelectField
        label={say('劳动能力', 'Capacity to work')}
        ask={ask}
        choices={choicesOf(labourLabels, say)}
        {...field('labourCapacity')}
      />
      <SelectField
        label={say('残疾证', 'Disability certificate')}
        ask={ask}
        choices={choicesOf(disability, say)}
        {...field('disability')}
      />
      {member.disability === '' || member.disability === 'none' ? null : (
        <SelectField
          label={say('残疾等级', 'Grade')}
          ask={ask}
          choices={choicesOf(gradeLabels, say)}
          {...field('disabilityGrade')}
        />
      )}
      <SelectField label={say('患重病', 'Seriously ill')} ask={ask} choices={yesNo} {...field('seriousIllness')} />
      <SelectField
        label={say('全日制在读', 'In full-time study')}
        ask={ask}
        choices={yesNo}
        {...field('fullTimeStudy')}
      />
      <SelectField
        label={say('户籍地', 'Registered at')}
        ask={ask}
        choices={placeChoices(member.registeredAt)}
        {...field('registeredAt')}
      />
      <SelectField
        label={say('平时住哪里', 'Lives at')}
        ask={ask}
        choices={placeChoices(member.residesAt)}
        {...field('residesAt')}
      />
      <SelectField
        label={say('能自己做主吗', 'Can act alone')}
        ask={say('能', 'yes')}
        choices={[{ value: 'none', label: say('不能，由监护人签字', 'no, a guardian signs') }]}
        {...field('civilCapacity')}
      />
      <SelectField
        label={say('算不算家里人', 'Counted')}
        ask={ask}
        choices={choicesOf(countedLabels, say)}
        {...field('counted')}
      />
    </div>
  )
}
