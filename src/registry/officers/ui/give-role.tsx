import { useId, useState, type SyntheticEvent } from 'react'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { PlacePicker } from '#registry/regions/ui/place-picker.tsx'
import { giveRole } from '../contract.ts'
import { useDeed, useRoles, type RoleOffer } from './calls.ts'
import { Refused, WrappedField } from './fields.tsx'
import type { Officer } from './find.ts'
import { troubleAt, troubleOver } from './trouble-at.ts'

/** A role, and where: over a town or a village when the role is held over a place. */
export function GiveRole({ officer }: { officer: Officer }) {
  const say = useSay()
  const client = useClient()
  const roles = useRoles()
  const deed = useDeed(officer.id)
  const [role, setRole] = useState('')
  const [place, setPlace] = useState('')
  const [given, setGiven] = useState('')
  const picked = roles.data?.find((one) => one.role === role)
  const needsPlace = picked?.reach === 'place'
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    setGiven('')
    const body = { role, place: needsPlace && place !== '' ? place : null }
    if (!(await deed.run(() => client.call(giveRole, { params: { id: officer.id }, body })))) return
    setGiven(picked === undefined ? role : say(picked))
    setRole('')
    setPlace('')
  }
  if (roles.isError) return <Trouble error={roles.error} onRetry={() => void roles.refetch()} />
  return (
    <form className="fields gap" aria-label={say('给岗位', 'Give a role')} onSubmit={(event) => void send(event)}>
      <Refused words={troubleOver(deed.error, ['role', 'place'])} />
      <div aria-live="polite">
        {given === '' ? null : <State tone="ok">{say(`给了“${given}”`, `Given: “${given}”`)}</State>}
      </div>
      <RoleSelect
        roles={roles.data ?? []}
        value={role}
        refused={troubleAt(deed.error, 'role')}
        onPick={(next) => {
          setRole(next)
          setGiven('')
          deed.forget()
        }}
      />
      {needsPlace ? (
        <WrappedField
          label={say(
            '负责的地方：打名字、拼音或代码，从列出的里面选',
            'Over: type a name and choose one of the offers',
          )}
          refused={troubleAt(deed.error, 'place')}
        >
          <PlacePicker value={place} onPick={setPlace} />
        </WrappedField>
      ) : null}
      <div className="row">
        <button className="btn" disabled={deed.isBusy}>
          {say('给这个岗位', 'Give this role')}
        </button>
      </div>
    </form>
  )
}

interface RoleSelectProps {
  readonly roles: readonly RoleOffer[]
  readonly value: string
  readonly refused: ReturnType<typeof troubleAt>
  readonly onPick: (role: string) => void
}

function RoleSelect({ roles, value, refused, onPick }: RoleSelectProps) {
  const say = useSay()
  const id = useId()
  const groups = [
    { reach: 'place', label: say('落到镇街、村的', 'Over a town or village') },
    { reach: 'tenant', label: say('全单位的', 'Over the whole office') },
  ] as const
  return (
    <div className={refused === null ? 'field' : 'field bad'}>
      <label htmlFor={id}>{say('再给一个岗位', 'One more role')}</label>
      <select
        className="in"
        id={id}
        value={value}
        required
        aria-invalid={refused !== null}
        {...(refused === null ? {} : { 'aria-describedby': `${id}-err` })}
        onChange={(event) => onPick(event.target.value)}
      >
        <option value="">{say('请选择', 'Choose')}</option>
        {groups.map(({ reach, label }) => (
          <optgroup key={reach} label={label}>
            {roles
              .filter((one) => one.reach === reach)
              .map((one) => (
                <option key={one.role} value={one.role}>
                  {say(one)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <Refused id={`${id}-err`} words={refused} />
    </div>
  )
}
