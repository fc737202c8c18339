import { useQuery } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ChoiceField, SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { CutShort } from '#design/console/list-pages.tsx'
import { usePress } from '#design/console/press.ts'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import type { SearchAnswer } from '#registry/households/contract.ts'
import type { FamilyPart } from '../form.ts'
import { readIntakeChoices, takeHousehold } from '../wire.ts'
import type { StepProps } from './steps.ts'

/** Looked for in the register first; what is on file need not be typed again. */
export function FamilyStep({ draft, faultAt, draftId }: StepProps & { readonly draftId: string }) {
  const say = useSay()
  const client = useClient()
  const choices = useQuery({ queryKey: ['intake', 'choices'], queryFn: () => client.call(readIntakeChoices) })
  const { family } = draft.parts
  const set = (name: keyof FamilyPart) => (value: string) => draft.set('family', { ...family, [name]: value })
  return (
    <div className="fields">
      {family.householdId === '' ? (
        <FindFamily draft={draft} draftId={draftId} />
      ) : (
        <p>
          <State tone="ok">
            {say(`取自档案，户号 ${family.householdNumber}`, `From the register, ${family.householdNumber}`)}
          </State>
        </p>
      )}
      <SelectField
        label={say('归哪个村（社区）管', 'Village in charge')}
        ask={say('请选', 'Choose')}
        fault={faultAt('family.place')}
        value={family.place}
        onChange={set('place')}
        choices={(choices.data?.places ?? []).map(({ code, label }) => ({ value: code, label }))}
      />
      <ChoiceField
        label={say('城镇还是农村', 'Town or country')}
        isRequired={false}
        value={family.urbanRural}
        onChange={set('urbanRural')}
        choices={[
          { value: 'urban', label: say('城镇', 'town') },
          { value: 'rural', label: say('农村', 'country') },
        ]}
      />
      <TextField label={say('联系电话', 'Phone')} lengthMax={30} value={family.phone} onChange={set('phone')} />
    </div>
  )
}

function FindFamily({ draft, draftId }: { draft: StepProps['draft']; draftId: string }) {
  const say = useSay()
  const client = useClient()
  const [text, setText] = useState('')
  const [found, setFound] = useState<SearchAnswer | null>(null)
  const look = usePress(async (wanted: string) =>
    setFound(await client.json<SearchAnswer>({ verb: 'GET', path: '/api/households/search', query: { text: wanted } })),
  )
  const take = usePress(async (householdId: string) => {
    await draft.flush()
    const now = await client.call(takeHousehold, { params: { id: draftId }, body: { householdId } })
    draft.takeFrom(now, ['family', 'members'])
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void look.send(text)
  }
  return (
    <form className="fields" role="search" aria-label={say('在档案里找', 'Look in the register')} onSubmit={send}>
      <TextField
        label={say('先在档案里找（姓名、户号、身份证号）', 'Look in the register first (name, number, ID number)')}
        hint={say('没有就往下填，登记时建新档。', 'Not there? Go on; a new file is made.')}
        value={text}
        onChange={setText}
      />
      <div className="row">
        <button className="btn line" disabled={look.isBusy || text.trim().length < 2}>
          {say('找', 'Find')}
        </button>
      </div>
      <Refused trouble={look.refusal ?? take.refusal} />
      {found === null ? null : found.households.length === 0 ? (
        <p className="mute">{say('档案里没有，当新的家庭填。', 'Not in the register: a new family.')}</p>
      ) : (
        <ul className="plain-list">
          {found.households.map((one) => (
            <li key={`${one.householdId} ${one.person}`} className="row">
              <b>{one.person}</b>
              <span className="mute n">{`${one.number} · ${one.placeLabel}`}</span>
              <button
                type="button"
                className="btn line"
                disabled={take.isBusy}
                onClick={() => void take.send(one.householdId)}
              >
                {say('就是这家', 'This family')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {found?.hasMore === true ? (
        <CutShort
          shown={found.households.length}
          all={null}
          how={{
            zh: '把姓名写全，或者用户号、身份证号找。',
            en: 'Type the whole name, or look by number or ID number.',
          }}
        />
      ) : null}
    </form>
  )
}
