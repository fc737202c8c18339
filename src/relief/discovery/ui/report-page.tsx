import { many } from '#design/console/figures.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ChoiceField, ReasonField, SelectField, TextField } from '#design/console/fields.tsx'
import { FileField } from '#design/console/file-field.tsx'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { CallTrouble, useClient, type AnswerOf } from '#platform/http/client.ts'
import { addLeadPhoto, readLeadChoices, reportLead } from '../wire.ts'
import { MyReports } from './my-reports.tsx'

type Choices = AnswerOf<typeof readLeadChoices>
type Made = AnswerOf<typeof reportLead>

/** For one hand and a phone: where, what, how urgent, one sentence. Under two minutes; everything else may stay empty. */
export function LeadReportPage() {
  const say = useSay()
  const client = useClient()
  const choices = useQuery({ queryKey: ['leads', 'choices'], queryFn: () => client.call(readLeadChoices) })
  const [made, setMade] = useState<Made | null>(null)
  return (
    <div className="p-window">
      <PageHead
        title={say('报一条线索', 'Report a lead')}
        says={say(
          '一分半钟。记不全也先报，不用写病名。',
          'A minute and a half. Report even if you do not know it all.',
        )}
      />
      {choices.isError ? <Trouble error={choices.error} onRetry={() => void choices.refetch()} /> : null}
      {choices.data === undefined && !choices.isError ? <Waiting what={say('正在取', 'Fetching')} /> : null}
      {choices.data === undefined ? null : made === null ? (
        <ReportForm choices={choices.data} onDone={setMade} />
      ) : (
        <Done made={made} onMore={() => setMade(null)} />
      )}
      <MyReports />
    </div>
  )
}

const channelOf = (text: string): 'desk' | 'hotline' | 'grid' => (text === 'desk' || text === 'hotline' ? text : 'grid')

const emptyForm = { hardship: '', urgency: '', sentence: '', name: '', phone: '', idNumber: '', channel: 'grid' }

function ReportForm({ choices, onDone }: { choices: Choices; onDone: (made: Made) => void }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [form, setForm] = useState({
    ...{ ...emptyForm, place: choices.place?.code ?? '' },
    // Whoever serves one village is its grid worker; whoever chooses among villages sits at a desk.
    channel: choices.place === null ? 'desk' : 'grid',
  })
  const [photo, setPhoto] = useState<File | null>(null)
  const set = (name: keyof typeof form) => (value: string) => setForm((now) => ({ ...now, [name]: value }))
  const press = usePress(async (wish: { form: typeof form; photo: File | null }, key) => {
    const { channel, name, phone, idNumber, ...said } = wish.form
    const body = {
      ...said,
      channel: channelOf(channel),
      ...(name === '' ? {} : { name }),
      ...(phone === '' ? {} : { phone }),
      ...(idNumber === '' ? {} : { idNumber }),
    }
    const made = await client.call(reportLead, { body, key })
    if (wish.photo !== null) {
      const upload = new FormData()
      upload.set('file', wish.photo)
      await client.json({
        verb: 'POST',
        path: addLeadPhoto.path,
        params: { id: made.id },
        body: upload,
        key: `${key}-photo`,
      })
    }
    await queries.invalidateQueries({ queryKey: ['leads'] })
    onDone(made)
  })
  const faultAt = (at: string): string | null => {
    const { refusal } = press
    if (!(refusal instanceof CallTrouble)) return null
    const problem = refusal.problems.find((one) => one.at === at)
    return problem !== undefined ? say(problem) : refusal.at === at ? say(refusal) : null
  }
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void press.send({ form, photo })
  }
  return (
    <form className="panel fields" aria-label={say('线索', 'Lead')} onSubmit={send}>
      {choices.place !== null && form.place === choices.place.code ? (
        <p>
          <b>{choices.place.label}</b> <span className="mute">{say('（照您的网格填好了）', '(your own grid)')}</span>
        </p>
      ) : (
        <SelectField
          label={say('在哪个村（社区）', 'Which village')}
          ask={say('请选', 'Choose')}
          fault={faultAt('place')}
          value={form.place}
          onChange={set('place')}
          choices={choices.places.map(({ code, label }) => ({ value: code, label }))}
        />
      )}
      <ChoiceField
        label={say('什么困难', 'What hardship')}
        fault={faultAt('hardship')}
        value={form.hardship}
        onChange={set('hardship')}
        choices={choices.hardships.map((one) => ({ value: one.code, label: say(one) }))}
      />
      <ChoiceField
        label={say('急不急', 'How urgent')}
        fault={faultAt('urgency')}
        value={form.urgency}
        onChange={set('urgency')}
        choices={choices.urgencies.map((one) => ({
          value: one.code,
          label: say(one),
          says: say(`镇里 ${one.days} 个工作日内要有答复`, `answered within ${many(one.days, 'working day')}`),
        }))}
      />
      <ReasonField
        label={say('一句话说说', 'One sentence')}
        hint={say('看到什么写什么，200 字以内。', 'What you saw, within 200 characters.')}
        fault={faultAt('sentence')}
        lines={2}
        value={form.sentence}
        onChange={(value) => set('sentence')(value.slice(0, 200))}
      />
      <TextField
        label={say('这家谁（可以不填）', 'Whose family (optional)')}
        lengthMax={40}
        value={form.name}
        onChange={set('name')}
      />
      <TextField
        label={say('这家的电话（可以不填）', 'Their phone (optional)')}
        hint={say('同一个电话算一家，不会重复跑。', 'The same phone counts as one family.')}
        fault={faultAt('phone')}
        lengthMax={20}
        value={form.phone}
        onChange={set('phone')}
      />
      <MoreFields {...{ choices, form, set, faultAt }} />
      <FileField
        label={say('照片（可以不拍）', 'Photo (optional)')}
        hint={say('不拍脸，不拍证件。位置信息会去掉。', 'No faces, no papers. The place in the photo is removed.')}
        isPhoto
        accept="image/*"
        file={photo}
        onChoose={setPhoto}
      />
      <Refused trouble={press.refusal} />
      <div className="row save-bar">
        <button className="btn" disabled={press.isBusy}>
          {press.isBusy ? say('正在送…', 'Sending…') : say('报上去', 'Report')}
        </button>
      </div>
      <p className="mute small">{choices.source}</p>
    </form>
  )
}

interface MoreProps {
  readonly choices: Choices
  readonly form: typeof emptyForm
  readonly set: (name: 'idNumber' | 'channel') => (value: string) => void
  readonly faultAt: (at: string) => string | null
}

/** What only a desk knows: by which way it came, a number read from a card. */
function MoreFields({ choices, form, set, faultAt }: MoreProps) {
  const say = useSay()
  return (
    <details open={faultAt('idNumber') !== null}>
      <summary>{say('更多：身份证号、哪里来的', 'More: ID number, where it came from')}</summary>
      <div className="fields gap">
        <TextField
          label={say('身份证号（有就填）', 'ID number (if at hand)')}
          fault={faultAt('idNumber')}
          lengthMax={30}
          value={form.idNumber}
          onChange={set('idNumber')}
        />
        <ChoiceField
          label={say('哪里来的', 'Where it came from')}
          value={form.channel}
          onChange={set('channel')}
          choices={choices.channels.map((one) => ({ value: one.code, label: say(one) }))}
        />
      </div>
    </details>
  )
}

function Done({ made, onMore }: { made: Made; onMore: () => void }) {
  const say = useSay()
  return (
    <Panel title={say('报上去了', 'Reported')}>
      <p>
        <b className="n">{made.number}</b>
        {' · '}
        {made.isKnown
          ? say('这家已经有人报过，并在一条里，不重复跑。', 'This family was reported before; it is one lead.')
          : say('状态：新。', 'State: new.')}
      </p>
      <p>
        {made.town} {made.village}
        {' · '}
        {say(
          `${made.dueOn} 前要有答复。有了结果，下面“我报的”里看得到。`,
          `To be answered by ${made.dueOn}; see “My reports” below.`,
        )}
      </p>
      <div className="row">
        <button type="button" className="btn line" onClick={onMore}>
          {say('再报一条', 'Report another')}
        </button>
      </div>
    </Panel>
  )
}
