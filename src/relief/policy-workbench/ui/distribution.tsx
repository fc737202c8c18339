import { count, difference } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import type { SimulationSheet } from './model.ts'
import { rangeInWords } from './words.ts'

/** The chart is a table whose bars are drawn: what is seen can be read out, and every bar opens its list. */
export function Distribution({ sheet }: { sheet: SimulationSheet }) {
  const say = useSay()
  const url = useTableUrl()
  const bars = sheet.bars.filter(({ households }) => households > 0)
  const most = Math.max(1, ...bars.map(({ households }) => households))
  if (bars.length === 0) return <p className="mute">{say('没有哪一户的钱变。', 'No household’s amount changes.')}</p>
  return (
    <Wide label={say('每月差多少的分布', 'Distribution of differences')}>
      <table className="tb wb-bars">
        <thead>
          <tr>
            <th scope="col">{say('每月差额', 'A month')}</th>
            <th scope="col">{say('户数', 'Households')}</th>
            <th scope="col" className="r">
              {say('合计（元）', 'Sum (yuan)')}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => {
            const label = rangeInWords(bar.from, bar.to, say)
            const width = Math.max(1, Math.round((bar.households / most) * 100))
            const isLess = BigInt(bar.difference) < 0n
            return (
              <tr key={`${bar.from}-${bar.to}`}>
                <th scope="row">{label}</th>
                <td>
                  <button
                    type="button"
                    className="wb-bar"
                    disabled={!sheet.may.seeHouseholds}
                    aria-label={say(
                      `${label}：${bar.households} 户，打开名单`,
                      `${label}: ${bar.households}, open the list`,
                    )}
                    onClick={() => url.set({ from: bar.from ?? '', to: bar.to ?? '', kind: '', place: '' })}
                  >
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                      <rect className={isLess ? 'less' : 'more'} width={width} height="10" />
                    </svg>
                    <span className="num">{count(bar.households)}</span>
                  </button>
                </td>
                <td className="r">{difference(bar.difference, '0.00')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Wide>
  )
}
