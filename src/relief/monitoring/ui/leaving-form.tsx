import { useState, type SyntheticEvent } from 'react'
import { CasePanel } from '#design/console/case-panel.tsx'
import { ReasonField, SelectField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { proposeLeaving } from '../wire.ts'
import { KeepForm } from './keep-form.tsx'
import type { EndingView, ReviewFile } from './words.ts'

interface FormProps {
  readonly file: ReviewFile
  readonly ending: EndingView
  readonly onDone: (file: ReviewFile) => void
}

/** Whose support is to end, and on which ground of the rule. The amount and the month follow the file and the day. */
export function LeavingForm({ file, ending, onDone }: FormProps) {
  const say = useSay()
  const client = useClient()
  const [wish, setWish] = useState({ personId: onlyPerson(ending), ground: '' })
  const [why, setWhy] = useState('')
  const press = usePress(async (sent: typeof wish & { readonly why: string }, key) => {
    const body = { ...sent, version: file.version }
    onDone(await client.call(proposeLeaving, { params: { id: file.id }, body, key }))
  })
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    await press.send({ ...wish, why: why.trim() })
  }
  return (
    <CasePanel
      title={say('终止供养', 'End the support')}
      asOf={ending.source}
      refusal={press.refusal}
      actions={<KeepForm file={file} onDone={onDone} />}
    >
      <form className="fields" onSubmit={(event) => void send(event)}>
        <p className="mute">
          {ending.notice === null
            ? say(
                '本地没有录入停止前公示几天，提了也贴不出去。',
                'It is not on file how many days the notice hangs here, so it cannot be put up.',
              )
            : say(
                `提了以后由县里在村里公示 ${ending.notice.days} 天（只写姓名，不写原因；未成年人不写），没有异议的由另一个人批准，从批准的下个月起停；去世的停到去世那个月。`,
                `The county then puts it up in the village for ${ending.notice.days} days (the name only, no reason; never a minor). If nobody objects another person approves, and the support ends from the month after; after a death with the month of the death.`,
              )}
        </p>
        <PersonAndGround ending={ending} wish={wish} onChange={setWish} />
        <ReasonField label={say('理由，会写进决定书', 'Why; it goes into the letter')} value={why} onChange={setWhy} />
        <div className="row">
          <button className="btn" disabled={press.isBusy || wish.ground === '' || wish.personId === ''}>
            {press.isBusy ? say('正在提…', 'Sending…') : say('提出终止，请县里公示', 'Propose the end to the county')}
          </button>
        </div>
      </form>
    </CasePanel>
  )
}

/** Who lives alone is the one it is about. */
export const onlyPerson = ({ people }: EndingView): string => (people.length === 1 ? people[0]!.id : '')

interface WhoProps<Wish> {
  readonly ending: EndingView
  readonly wish: Wish
  readonly onChange: (wish: Wish) => void
}

export function PersonAndGround<Wish extends { readonly personId: string; readonly ground: string }>(
  props: WhoProps<Wish>,
) {
  const { ending, wish, onChange } = props
  const say = useSay()
  return (
    <>
      <SelectField
        label={say('谁', 'Who')}
        ask={say('请选', 'Choose')}
        value={wish.personId}
        onChange={(personId) => onChange({ ...wish, personId })}
        choices={ending.people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        label={say('哪一种情形', 'On which ground')}
        ask={say('请选', 'Choose')}
        value={wish.ground}
        onChange={(ground) => onChange({ ...wish, ground })}
        choices={ending.grounds.map((one) => ({ value: one.name, label: say(one) }))}
      />
    </>
  )
}
