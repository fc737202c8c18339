import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ChoiceField, DayField, SelectField, TextField } from '#design/console/fields.tsx'
import { useSay, type Words } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { closesPage, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { sourceWords } from '#finance/ledger/labels.ts'
import { deceasedWords, overlapWords } from '../labels.ts'
import { openCampaign, readChoices, type CampaignWish } from './campaign-calls.ts'
import { GroupFields } from './group-fields.tsx'
import type { Choices } from './model.ts'
import { aGroup, nothing, wishOf, type Typed } from './new-campaign.ts'
import { TownFields } from './town-fields.tsx'

/** Entered from the document, line by line. What it leaves open is asked for and never assumed. */
export function NewCampaignPage() {
  const say = useSay()
  const client = useClient()
  const choices = useQuery({ queryKey: ['campaign-choices'], queryFn: () => readChoices(client) })
  closesPage(choices.error)
  return (
    <div className="p-pay">
      <Crumbs here={say('建一项', 'Set one up')}>
        <Link to="/one-off">{say('一次性补贴', 'One-off subsidies')}</Link>
      </Crumbs>
      <PageHead
        title={say('照文件建一项一次性补贴', 'Set up a one-off subsidy from its document')}
        says={say(
          '每一格都照文件填。文件没有写的，先问清楚再填：系统不替文件作主。',
          'Every field comes from the document. What it does not say has to be asked: nothing is assumed.',
        )}
      />
      {choices.isError ? <Trouble error={choices.error} onRetry={() => void choices.refetch()} /> : null}
      {choices.isPending ? <Waiting what={say('正在取镇街和待遇', 'Fetching towns and benefits')} /> : null}
      {choices.data === undefined ? null : <CampaignForm choices={choices.data} />}
    </div>
  )
}

const optionsOf = <Name extends string>(words: Readonly<Record<Name, Words>>, say: (words: Words) => string) =>
  Object.entries<Words>(words).map(([value, label]) => ({ value, label: say(label) }))

function CampaignForm({ choices }: { choices: Choices }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState<Typed>(nothing)
  const press = usePress(async (wish: CampaignWish, key) => {
    const { id } = await openCampaign(client, wish, key)
    await queries.invalidateQueries({ queryKey: ['campaigns'] })
    await navigate({ to: '/one-off/$id', params: { id } })
  })
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const wish = wishOf(typed)
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (wish !== null) void press.send(wish)
  }
  return (
    <form className="p-pay" onSubmit={send}>
      <Panel title={say('文件', 'The document')}>
        <div className="fields">
          <TextField
            label={say('名称', 'Name')}
            value={typed.name}
            isRequired
            lengthMax={60}
            onChange={(name) => set({ name })}
          />
          <TextField
            label={say('发文单位', 'Issued by')}
            value={typed.issuer}
            isRequired
            onChange={(issuer) => set({ issuer })}
          />
          <TextField
            label={say('文号', 'Document number')}
            hint={say(
              '同一文号的名单互相比：一个人只发一次。',
              'Lists under one number are compared: nobody is paid twice.',
            )}
            value={typed.documentNumber}
            isRequired
            lengthMax={60}
            onChange={(documentNumber) => set({ documentNumber })}
          />
          <DayField
            label={say('成文日期', 'Date of the document')}
            value={typed.documentOn}
            isRequired
            onChange={(documentOn) => set({ documentOn })}
          />
        </div>
      </Panel>
      <Panel title={say('发给谁', 'For whom')}>
        <div className="fields">
          <DayField
            label={say('截止日：这一天在册的才发', 'Cut-off day: who is on file on it')}
            value={typed.cutOff}
            isRequired
            onChange={(cutOff) =>
              set({ cutOff, payMonth: typed.payMonth === '' ? cutOff.slice(0, 7) : typed.payMonth })
            }
          />
          <GroupFields
            groups={typed.groups}
            programmes={choices.programmes}
            onChange={(groups) => set({ groups })}
            onAdd={() => set({ groups: [...typed.groups, aGroup(typed.groups)] })}
          />
          <ChoiceField
            label={say('一个人占几类，文件怎么定', 'A person in two groups')}
            value={typed.overlap}
            onChange={(overlap) => set({ overlap })}
            choices={optionsOf(overlapWords, say)}
          />
          <ChoiceField
            label={say('截止日当天或以后去世的，文件怎么定', 'Who died on or after the cut-off day')}
            value={typed.deceased}
            onChange={(deceased) => set({ deceased })}
            choices={optionsOf(deceasedWords, say)}
          />
          <TownFields towns={choices.towns} chosen={typed.towns} onChange={(towns) => set({ towns })} />
        </div>
      </Panel>
      <Panel title={say('钱和期限', 'Money and time')}>
        <div className="fields">
          <DayField
            label={say('哪一天以前发完', 'To be paid before')}
            hint={say('当天到账就算晚。', 'Booked on the day itself is late.')}
            value={typed.dueBefore}
            isRequired
            onChange={(dueBefore) => set({ dueBefore })}
          />
          <SelectField
            label={say('哪一级的钱', 'Level of government')}
            ask={say('请选', 'Choose')}
            value={typed.source}
            onChange={(source) => set({ source })}
            choices={optionsOf(sourceWords, say)}
          />
          <TextField
            label={say('列支月份，写成 2026-03', 'Month the money belongs to, as 2026-03')}
            hint={say('决定算哪一年的预算。', 'It decides the budget year.')}
            value={typed.payMonth}
            isRequired
            lengthMax={7}
            onChange={(payMonth) => set({ payMonth })}
          />
        </div>
      </Panel>
      <Refused trouble={press.refusal} />
      <div className="row gap-top">
        <button className="btn" disabled={press.isBusy || wish === null}>
          {press.isBusy ? say('正在建…', 'Setting up…') : say('建好，去生成名单', 'Set up, then draw the lists')}
        </button>
        {wish === null ? (
          <span className="mute">
            {say(
              '还有没填的，或者金额写得不对；填齐改对了才能建。',
              'Something is missing, or an amount is wrong: put it right to set it up.',
            )}
          </span>
        ) : null}
      </div>
    </form>
  )
}
