import type { ReactNode } from 'react'
import { Filters } from '#design/console/filters.tsx'
import { useSay, type Say } from '#design/console/language.tsx'
import type { TableUrl } from '#design/console/table-url.ts'
import { TypedFilter } from '#design/console/typed-filter.tsx'
import { PlacePicker } from '#registry/regions/ui/place-picker.tsx'
import { programmeWords } from './words.ts'

/** The filter in words, for the empty list and the caption; null when there is none. */
export function filtersInWords(filter: Readonly<Record<string, string>>, say: Say): string | null {
  const words = Object.entries(filter).flatMap(([name, value]) => {
    switch (name) {
      case 'text':
      case 'place':
        return [value]
      case 'programme': {
        const programme = programmeWords[value]
        return [programme === undefined ? value : say(programme)]
      }
      case 'urbanRural':
        return [value === 'urban' ? say('城镇', 'urban') : say('农村', 'rural')]
      default:
        return []
    }
  })
  return words.length === 0 ? null : words.join(say('＋', ' + '))
}

export function HouseholdFilters({ url }: { url: TableUrl }) {
  const say = useSay()
  const { state } = url
  return (
    <Filters>
      <Filter label={say('姓名、拼音、户号、证件号', 'Name, pinyin, number, ID')}>
        <TypedFilter value={state['text'] ?? ''} onSettle={(text) => url.set({ text }, { replace: true })} />
      </Filter>
      <Filter label={say('镇街或村', 'Town or village')}>
        <PlacePicker value={state['place'] ?? ''} onPick={(place) => url.set({ place }, { replace: true })} />
      </Filter>
      <Filter label={say('报来的待遇', 'Stated to receive')}>
        <select
          className="in"
          value={state['programme'] ?? ''}
          onChange={(event) => url.set({ programme: event.target.value })}
        >
          <option value="">{say('全部', 'All')}</option>
          {Object.entries(programmeWords).map(([code, words]) => (
            <option key={code} value={code}>
              {say(words)}
            </option>
          ))}
        </select>
      </Filter>
      <Filter label={say('城乡', 'Urban or rural')}>
        <select
          className="in"
          value={state['urbanRural'] ?? ''}
          onChange={(event) => url.set({ urbanRural: event.target.value })}
        >
          <option value="">{say('全部', 'All')}</option>
          <option value="urban">{say('城镇', 'Urban')}</option>
          <option value="rural">{say('农村', 'Rural')}</option>
        </select>
      </Filter>
      {filtersInWords(state, say) === null ? null : (
        <button type="button" className="btn line" onClick={() => url.clear(['order'])}>
          {say('去掉筛选', 'Clear')}
        </button>
      )}
    </Filters>
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
