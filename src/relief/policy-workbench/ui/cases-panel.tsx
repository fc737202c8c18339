import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { LabelledField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { caseFromHousehold, editCases, readCases } from '../wire.ts'
import { CaseRewrites, CasesChanged } from './case-rewrites.tsx'
import type { DraftPart } from './model.ts'

/** Worked cases of the draft as their file says them; saving runs them all. */
export function CasesPanel({ draft, onChanged }: DraftPart) {
  const say = useSay()
  const client = useClient()
  const found = useQuery({
    queryKey: ['policy-cases', draft.id, draft.version],
    queryFn: ({ signal }) => client.call(readCases, { params: { id: draft.id }, signal }),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取算例', 'Fetching the cases')} />
  const { text, rewrites, changed } = found.data
  return (
    <>
      {draft.may.edit ? <CaseRewrites draft={draft} onChanged={onChanged} rewrites={rewrites} /> : null}
      <CasesChanged changed={changed} />
      <Cases key={draft.version} draft={draft} onChanged={onChanged} text={text} />
    </>
  )
}

function Cases({ draft, onChanged, text: kept }: DraftPart & { readonly text: string }) {
  const say = useSay()
  const client = useClient()
  const [text, setText] = useState(kept)
  const press = usePress(async (wish: { readonly text: string }, key) =>
    onChanged(
      await client.call(editCases, { params: { id: draft.id }, body: { version: draft.version, ...wish }, key }),
    ),
  )
  return (
    <Panel title={say('算例', 'Worked cases')} asOf={say(`${draft.cases} 个`, `${draft.cases}`)}>
      <p className="mute small">
        {say(
          '每个算例：哪个月、哪些人、收入多少，应当得多少。标准变动的前一天、当天、后一天都要有一个。存的时候全部跑一遍。',
          'Each case: which month, who, what income, what is due. The day before, of and after each change needs one. Saving runs them all.',
        )}
      </p>
      <LabelledField label={say('算例文件（cases.yaml）', 'The cases (cases.yaml)')}>
        {(control) => (
          <textarea
            {...control}
            className="in wb-text"
            rows={18}
            spellCheck={false}
            readOnly={!draft.may.edit}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </LabelledField>
      <Refused trouble={press.refusal} />
      {draft.may.edit ? (
        <>
          <div className="row">
            <button
              type="button"
              className="btn"
              disabled={press.isBusy || text === kept}
              onClick={() => void press.send({ text })}
            >
              {press.isBusy ? say('正在跑…', 'Running…') : say('存，全部跑一遍', 'Save and run all')}
            </button>
          </div>
          <FromHousehold draft={draft} onTaken={(added) => setText(`${text.trimEnd()}\n${added}\n`)} />
        </>
      ) : null}
    </Panel>
  )
}

/** Facts of a household on file, without whose they are. */
function FromHousehold({ draft, onTaken }: Pick<DraftPart, 'draft'> & { readonly onTaken: (text: string) => void }) {
  const say = useSay()
  const client = useClient()
  const [number, setNumber] = useState('')
  const press = usePress(async (wish: { readonly household: string }) =>
    onTaken(
      (await client.call(caseFromHousehold, { params: { id: draft.id }, body: wish, purpose: '照在册的一户写算例' }))
        .text,
    ),
  )
  return (
    <div className="wb-from">
      <TextField
        label={say('照在册的一户写（户号）', 'Write one from a household (number)')}
        hint={say(
          '只抄岁数、关系、收入和财产；姓名、证件号、村和生日不抄。这一看会留痕。',
          'Ages, relations, incomes and property only; no name, number, village or birth date. The look is recorded.',
        )}
        value={number}
        onChange={setNumber}
      />
      <button
        type="button"
        className="btn line"
        disabled={press.isBusy || number.trim() === ''}
        onClick={() => void press.send({ household: number.trim() })}
      >
        {say('抄进上面', 'Add it above')}
      </button>
      <Refused trouble={press.refusal} />
    </div>
  )
}
