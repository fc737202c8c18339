import { groupDigits } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import { unitInWords } from '#design/console/units.ts'
import type { ParameterSheet, SeriesSheet } from './model.ts'
import { useNames } from './use-names.ts'
import { placesName, tierName } from './words.ts'

/** One parameter by date: what this place says, then what the levels above say. */
export function ParameterView({ sheet, children }: { sheet: ParameterSheet; children?: React.ReactNode }) {
  const say = useSay()
  const { placeName } = useNames()
  const isEmpty = sheet.series.length === 0 && sheet.above.length === 0
  return (
    <section className="wb-parameter" id={sheet.key} aria-labelledby={`name-${sheet.key}`}>
      <h3 id={`name-${sheet.key}`}>
        {say(sheet)}{' '}
        {sheet.unit === '' ? null : (
          <span className="mute small">{say(sheet.unit, unitInWords(sheet.unit, 'en'))}</span>
        )}
        {sheet.isRequired ? <span className="mute small">{say(' · 没有它就不算', ' · required')}</span> : null}
      </h3>
      {isEmpty ? (
        <p className="mute">
          {say('没有录入。碰到的户会说“还说不准”，不替您猜。', 'Not supplied. Nothing is guessed.')}
        </p>
      ) : null}
      {sheet.series.map((series) => (
        <SeriesTable
          key={`${series.series}-${series.tier ?? ''}-${series.regions.join('-')}`}
          sheet={sheet}
          series={series}
        />
      ))}
      {sheet.above.length === 0 ? null : (
        <details>
          <summary>
            {say(`上级的 ${sheet.above.length} 个数`, `${sheet.above.length} values of the levels above`)}
          </summary>
          <ul className="small">
            {sheet.above.map((row) => (
              <li key={`${row.region}-${row.tier ?? ''}-${row.validFrom}`}>
                {placeName(row.region)} {row.validFrom}
                {row.validTo === null ? say(' 起', ' on') : ` – ${row.validTo}`} <b>{shown(sheet, row.value)}</b>{' '}
                {tierName(row.tier, say)}{' '}
                <span className="song">
                  {row.document} {row.article}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {children}
    </section>
  )
}

/** Amounts to the fen and with their thousands; a year or a count stands as it was typed. */
const shown = ({ type }: ParameterSheet, value: string): string =>
  type === 'yuan' ? groupDigits(/^-?\d+$/.test(value) ? `${value}.00` : value) : value

function SeriesTable({ sheet, series }: { sheet: ParameterSheet; series: SeriesSheet }) {
  const say = useSay()
  return (
    <Wide label={`${sheet.zh} ${series.series}`}>
      <p className="small mute">
        {say('来源：', 'Source: ')}
        {series.series}
        {tierName(series.tier, say)}
        {placesName(series.places, say)}
      </p>
      <table className="tb cards">
        <thead>
          <tr>
            <th scope="col">{say('从哪天起', 'From')}</th>
            <th scope="col" className="r">
              {say('数', 'Value')}
            </th>
            <th scope="col">{say('到哪天', 'To')}</th>
            <th scope="col">{say('依据', 'By')}</th>
          </tr>
        </thead>
        <tbody>
          {series.rows.map((row, index) => (
            <tr key={row.from}>
              <th scope="row">{row.from}</th>
              <td className="r" data-label={say('数', 'Value')}>
                <b>{shown(sheet, row.value)}</b>
              </td>
              <td data-label={say('到哪天', 'To')}>
                {row.to ?? series.rows[index + 1]?.from ?? say('没有说', 'open')}
                {row.knownUntil === undefined ? null : (
                  <span className="mute small">
                    {' '}
                    {say(`知道到 ${row.knownUntil}`, `known until ${row.knownUntil}`)}
                  </span>
                )}
              </td>
              <td className="song" data-label={say('依据', 'By')}>
                {row.document} {row.number} {row.article}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
