import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { useClient } from '#platform/http/client.ts'
import { AllotmentEntry } from './allotment-entry.tsx'
import { readChoices, type AllotmentWish } from './pay-calls.ts'
import { useMay } from './use-may.ts'
import { sourceWords } from './words.ts'

const nothing = { programme: '', source: '', year: '' }
const isSource = (text: string): text is AllotmentWish['source'] => Object.hasOwn(sourceWords, text)

/** An allotment of any purse: which programme, which level of government, which year. */
export function AllotmentForm() {
  const say = useSay()
  const may = useMay()
  const client = useClient()
  const [typed, setTyped] = useState(nothing)
  const choices = useQuery({ queryKey: ['pay', 'choices'], queryFn: () => readChoices(client), retry: false })
  if (choices.data === undefined || !may('payouts.allot')) return null
  const { programme, source } = typed
  const year = typed.year === '' ? choices.data.month.slice(0, 4) : typed.year
  const set = (change: Partial<typeof nothing>): void => setTyped({ ...typed, ...change })
  return (
    <Panel title={say('登记拨入的指标', 'Record an allotment')}>
      <AllotmentEntry
        purse={isSource(source) ? { programme, source, year: Number(year) } : null}
        shownBy="pay"
        onDone={() => setTyped(nothing)}
      >
        <SelectField
          label={say('哪一项待遇', 'Programme')}
          ask={say('请选', 'Choose')}
          value={programme}
          onChange={(value) => set({ programme: value })}
          choices={choices.data.programmes.map((one) => ({ value: one.value, label: say(one) }))}
        />
        <SelectField
          label={say('哪一级的钱', 'Level of government')}
          ask={say('请选', 'Choose')}
          value={source}
          onChange={(value) => set({ source: value })}
          choices={Object.entries(sourceWords).map(([value, words]) => ({ value, label: say(words) }))}
        />
        <TextField
          label={say('预算年度', 'Budget year')}
          value={year}
          lengthMax={4}
          isRequired
          onChange={(value) => set({ year: value })}
        />
      </AllotmentEntry>
    </Panel>
  )
}
