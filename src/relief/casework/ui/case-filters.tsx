import type { ReactNode } from 'react'
import { Filters } from '#design/console/filters.tsx'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import type { TableUrl } from '#design/console/table-url.ts'
import { TypedFilter } from '#design/console/typed-filter.tsx'
import { PlacePicker } from '#registry/regions/ui/place-picker.tsx'
import { countsOf, filtersInWords, lightCount, type CaseCounts } from './list-state.ts'
import { lightNames, lightWords } from './words.ts'

interface FiltersProps {
  readonly url: TableUrl
  readonly counts: CaseCounts | undefined
}

/** Tabs for the stages, each with how many; the one that is open is the ink one. */
export function StageTabs({ url, counts }: FiltersProps) {
  const say = useSay()
  const { stage, state } = url.state
  const isClosed = state === 'closed'
  return (
    <nav className="views" aria-label={say('环节', 'Stages')}>
      <Tab
        label={say('全部在办', 'All open')}
        {...(isClosed || counts === undefined ? {} : { size: counts.all.count })}
        isOn={state === undefined && stage === undefined}
        onOpen={() => url.set({ stage: undefined, state: undefined })}
      />
      {(isClosed ? [] : (counts?.stages ?? [])).map((one) => (
        <Tab
          key={one.stage}
          label={say(one.words)}
          size={one.count}
          isOn={stage === one.stage}
          onOpen={() => url.set({ stage: one.stage })}
        />
      ))}
      <Tab
        label={say('已办结', 'Ended')}
        isOn={isClosed}
        onOpen={() => url.set({ stage: undefined, light: undefined, state: 'closed' })}
      />
    </nav>
  )
}

interface TabProps {
  readonly label: string
  readonly size?: number
  readonly isOn: boolean
  readonly onOpen: () => void
}

function Tab({ label, size, isOn, onOpen }: TabProps) {
  return (
    <button type="button" className="view-tab" {...(isOn ? { 'aria-current': 'page' as const } : {})} onClick={onOpen}>
      {label}
      {size === undefined ? null : <span className="n">{count(size)}</span>}
    </button>
  )
}

/** Whose turn, which light, which programme, where, which number. */
export function CaseFilters({ url, counts }: FiltersProps) {
  const say = useSay()
  const { state } = url
  return (
    <Filters>
      <Chips url={url} counts={counts} />
      <Filter label={say('项目', 'Programme')}>
        <select
          className="in"
          value={state['programme'] ?? ''}
          onChange={(event) => url.set({ programme: event.target.value })}
        >
          <option value="">{say('全部', 'All')}</option>
          {counts?.programmes.map(({ programme, words }) => (
            <option key={programme} value={programme}>
              {say(words)}
            </option>
          ))}
        </select>
      </Filter>
      <Filter label={say('镇街或村', 'Town or village')}>
        <PlacePicker value={state['place'] ?? ''} onPick={(place) => url.set({ place }, { replace: true })} />
      </Filter>
      <Filter label={say('办件编号或户号', 'Case or household number')}>
        <TypedFilter value={state['text'] ?? ''} onSettle={(text) => url.set({ text }, { replace: true })} />
      </Filter>
      {filtersInWords(state, counts, say) === null ? null : (
        <button type="button" className="btn line" onClick={() => url.clear()}>
          {say('去掉筛选', 'Clear')}
        </button>
      )}
    </Filters>
  )
}

function Chips({ url, counts }: FiltersProps) {
  const say = useSay()
  const { whose, light, stage, state, alarm } = url.state
  const shown = counts === undefined ? undefined : countsOf(counts, stage)
  return (
    <div className="chips" role="group" aria-label={say('轮到谁、期限', 'Whose turn, limit')}>
      <button
        type="button"
        className={whose === 'mine' ? 'chip on' : 'chip'}
        aria-pressed={whose === 'mine'}
        onClick={() => url.set({ whose: whose === 'mine' ? undefined : 'mine' })}
      >
        {say('轮到我的', 'My turn')}
        {counts === undefined ? null : <b className="n">{count(counts.mine.count)}</b>}
      </button>
      {(state === 'closed' ? [] : lightNames).map((name) => (
        <button
          key={name}
          type="button"
          className={light === name ? 'chip on' : 'chip'}
          aria-pressed={light === name}
          onClick={() => url.set({ light: light === name ? undefined : name })}
        >
          <State tone={lightWords[name].tone}>{say(lightWords[name])}</State>
          {shown === undefined ? null : <b className="n">{count(lightCount(shown, name))}</b>}
        </button>
      ))}
      {counts === undefined || (counts.papersLate === 0 && alarm === undefined) ? null : (
        <button
          type="button"
          className={alarm === undefined ? 'chip' : 'chip on'}
          aria-pressed={alarm !== undefined}
          onClick={() => url.set({ alarm: alarm === undefined ? 'papers-late' : undefined })}
        >
          <State tone="late">{say('补材料晚了', 'Papers late')}</State>
          <b className="n">{count(counts.papersLate)}</b>
        </button>
      )}
    </div>
  )
}

function Filter({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="filter">
      <span>{label}</span>
      {children}
    </label>
  )
}
