import { useId, type SyntheticEvent } from 'react'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'

const purposeMin = 4

/** What opens, and how often it is asked for. */
const openings = {
  household: {
    once: { zh: '一户一次', en: 'Once per household and sign-in' },
    open: { zh: '打开档案', en: 'Open the file' },
  },
  list: {
    once: {
      zh: '这份名单里有家庭的姓名和钱，一份问一次',
      en: 'The list names families and amounts. Once per list and sign-in',
    },
    open: { zh: '打开名单', en: 'Open the list' },
  },
} as const

/** Asked once per household, or list of them, and session when no case says why it is opened. */
export function PurposeForm({
  of = 'household',
  onSaid,
}: {
  of?: keyof typeof openings
  onSaid: (purpose: string) => void
}) {
  const say = useSay()
  const id = useId()
  const { once, open } = openings[of]
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    onSaid(String(new FormData(event.currentTarget).get('purpose') ?? '').trim())
  }
  const usual = [
    say('按月核对名单', 'Monthly check of the list'),
    say('本人来问', 'The person asked'),
    say('入户前准备', 'Preparing a home visit'),
  ]
  return (
    <form className="panel fields purpose" onSubmit={send}>
      <State tone="still" shape="lock">
        {say('打开之前，先写一句为什么', 'Before it opens: say why')}
      </State>
      <p className="mute">
        {say(
          `${once.zh}，这次登录里不再问。会记进查阅记录，本人问起时能说清楚。`,
          `${once.en}. It goes into the audit trail, to answer the person who asks.`,
        )}
      </p>
      <div className="field">
        <label htmlFor={id}>{say('目的或受理号', 'Purpose or case number')}</label>
        <input
          className="in"
          id={id}
          name="purpose"
          list={`${id}-usual`}
          minLength={purposeMin}
          maxLength={200}
          required
        />
        <datalist id={`${id}-usual`}>
          {usual.map((purpose) => (
            <option key={purpose} value={purpose} />
          ))}
        </datalist>
      </div>
      <div className="row">
        <button className="btn">{say(open)}</button>
      </div>
    </form>
  )
}
