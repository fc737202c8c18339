import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { fenTyped } from '#design/console/fen-text.ts'
import { MoneyField, SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { readChoices, recordAllotment, type AllotmentWish } from './pay-calls.ts'
import { useMay } from './use-may.ts'
import { sourceWords } from './words.ts'

const nothing = { programme: '', source: '', year: '', amount: '', document: '' }
const isSource = (text: string): text is AllotmentWish['source'] => Object.hasOwn(sourceWords, text)

/** Money that came in, with the document that says so. It is never changed: a mistake is taken back by another entry. */
export function AllotmentForm() {
  const say = useSay()
  const may = useMay()
  const client = useClient()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(nothing)
  const choices = useQuery({ queryKey: ['pay', 'choices'], queryFn: () => readChoices(client), retry: false })
  const press = usePress(async (wish: AllotmentWish, key) => {
    await recordAllotment(client, { wish, key })
    setTyped(nothing)
    await queries.invalidateQueries({ queryKey: ['pay'] })
  })
  if (choices.data === undefined || !may('payouts.allot')) return null
  const thisYear = choices.data.month.slice(0, 4)
  const set = (change: Partial<typeof nothing>): void => setTyped({ ...typed, ...change })
  const amount = fenTyped(typed.amount)
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (amount.is !== 'amount' || !isSource(typed.source)) return
    const year = Number(typed.year === '' ? thisYear : typed.year)
    void press.send({ ...typed, source: typed.source, year, amount: amount.fen })
  }
  return (
    <Panel title={say('登记拨入的指标', 'Record an allotment')}>
      <form className="fields pay-allot" onSubmit={send}>
        <SelectField
          label={say('哪一项待遇', 'Programme')}
          ask={say('请选', 'Choose')}
          value={typed.programme}
          onChange={(programme) => set({ programme })}
          choices={choices.data.programmes.map((one) => ({ value: one.value, label: say(one) }))}
        />
        <SelectField
          label={say('哪一级的钱', 'Level of government')}
          ask={say('请选', 'Choose')}
          value={typed.source}
          onChange={(source) => set({ source })}
          choices={Object.entries(sourceWords).map(([value, words]) => ({ value, label: say(words) }))}
        />
        <TextField
          label={say('预算年度', 'Budget year')}
          value={typed.year === '' ? thisYear : typed.year}
          lengthMax={4}
          isRequired
          onChange={(year) => set({ year })}
        />
        <MoneyField
          label={say('金额', 'Amount')}
          value={typed.amount}
          isRequired
          onChange={(text) => set({ amount: text })}
        />
        <TextField
          label={say('文件名和文号', 'Document and its number')}
          value={typed.document}
          isRequired
          onChange={(document) => set({ document })}
        />
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className="btn" disabled={press.isBusy || amount.is !== 'amount'}>
            {press.isBusy ? say('正在登记…', 'Recording…') : say('登记', 'Record')}
          </button>
        </div>
      </form>
    </Panel>
  )
}
