import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { CallTrouble, useClient } from '#platform/http/client.ts'
import { editValues } from '../wire.ts'
import type { DraftPart, ParameterSheet, SeriesSheet, ValueRow } from './model.ts'
import { ParameterView } from './parameter-view.tsx'
import { ValueRows } from './value-rows.tsx'
import { placesName } from './words.ts'

/** Dated values of the draft, each with its document; a gap, an overlap or a missing source is refused in place. */
export function ValuesPanel({ draft, onChanged }: DraftPart) {
  const say = useSay()
  const [open, setOpen] = useState<string | null>(null)
  const sheets = draft.pack?.parameters ?? []
  if (draft.pack === null)
    return (
      <p className="note late">
        {say('草稿读不出来，先照上面的话改好。', 'The draft cannot be read; mend what is said above first.')}
      </p>
    )
  return (
    <Panel title={say('标准和参数', 'Values')} asOf={say(draft.pack.place)}>
      {sheets.map((sheet) => (
        <ParameterView key={sheet.key} sheet={sheet}>
          {!draft.may.edit ? null : open === sheet.key ? (
            <Editors sheet={sheet} draft={draft} onChanged={onChanged} onClose={() => setOpen(null)} />
          ) : (
            <button type="button" className="btn line" onClick={() => setOpen(sheet.key)}>
              {say(`改“${sheet.zh}”`, `Change ${sheet.en}`)}
            </button>
          )}
        </ParameterView>
      ))}
    </Panel>
  )
}

interface EditorsProps extends DraftPart {
  readonly sheet: ParameterSheet
  readonly onClose: () => void
}

function Editors({ sheet, draft, onChanged, onClose }: EditorsProps) {
  const say = useSay()
  const fresh = (tier: SeriesSheet['tier']): SeriesSheet => ({ series: '', tier, regions: [], places: [], rows: [] })
  const tiers: readonly SeriesSheet['tier'][] = sheet.isTiered ? [null, 'urban', 'rural'] : [null]
  const [added, setAdded] = useState<readonly SeriesSheet[]>(sheet.series.length === 0 ? [fresh(null)] : [])
  return (
    <div className="wb-editors">
      {[...sheet.series, ...added].map((series, index) => (
        <SeriesEditor
          key={`${index}-${series.series}`}
          {...{ sheet, series, draft, onChanged, onClose }}
          isNew={index >= sheet.series.length}
        />
      ))}
      <div className="row">
        {tiers.map((tier) => (
          <button key={tier ?? ''} type="button" className="btn text" onClick={() => setAdded([...added, fresh(tier)])}>
            {tier === null
              ? say('另加一个来源', 'Add a source')
              : tier === 'urban'
                ? say('另加城镇的', 'Add an urban one')
                : say('另加农村的', 'Add a rural one')}
          </button>
        ))}
        <button type="button" className="btn text" onClick={onClose}>
          {say('收起', 'Close')}
        </button>
      </div>
    </div>
  )
}

function SeriesEditor({
  sheet,
  series,
  draft,
  onChanged,
  onClose,
  isNew,
}: EditorsProps & { series: SeriesSheet; isNew: boolean }) {
  const say = useSay()
  const client = useClient()
  const [name, setName] = useState(series.series)
  const [rows, setRows] = useState<readonly ValueRow[]>(series.rows.length === 0 ? [emptyRow] : series.rows)
  const press = usePress(async (wish: { readonly rows: readonly ValueRow[]; readonly series: string }, key) => {
    const { key: parameter } = sheet
    const { version } = draft
    const body = {
      version,
      key: parameter,
      tier: series.tier,
      series: wish.series,
      regions: [...series.regions],
      rows: wish.rows.map((row) => ({ ...row })),
    }
    onChanged(await client.call(editValues, { params: { id: draft.id }, body, key }))
  })
  const at = press.refusal instanceof CallTrouble ? press.refusal.at : null
  const send = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    if (await press.send({ rows, series: name.trim() })) onClose()
  }
  return (
    <form className="wb-series" onSubmit={(event) => void send(event)} noValidate>
      {isNew ? (
        <TextField
          label={say('来源叫什么（例：2026 年调标文件）', 'Name of the source')}
          value={name}
          onChange={setName}
          isRequired
        />
      ) : (
        <p className="small mute">
          {say('来源：', 'Source: ')}
          {series.series}
          {placesName(series.places, say)}
        </p>
      )}
      <ValueRows sheet={sheet} rows={rows} onChange={setRows} at={at} />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy || name.trim() === ''}>
          {press.isBusy ? say('正在查…', 'Checking…') : say('存进草稿', 'Save in the draft')}
        </button>
        <button type="button" className="btn line" onClick={() => setRows([...rows, emptyRow])}>
          {say('加一行', 'Add a row')}
        </button>
      </div>
    </form>
  )
}

const emptyRow: ValueRow = { value: '', from: '', document: '' }
