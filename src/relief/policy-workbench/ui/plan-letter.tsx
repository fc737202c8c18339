import { groupDigits } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import type { PlanSheet } from './model.ts'
import { useNames } from './use-names.ts'

/** The document of a plan as it would be sent out: a draft to print, without seal or number of its own. */
export function PlanLetter({ plan }: { plan: PlanSheet }) {
  const say = useSay()
  const { titleOf } = useNames()
  return (
    <article className="panel wb-letter song" lang="zh-CN" aria-label={say('文件稿', 'The document')}>
      <p className="mute small noprint">
        {say('文件稿（照上面的方案写成，未盖章、未编号）', 'The document as drafted, without seal or number')}
      </p>
      <h2>关于调整{plan.place}社会救助等标准的通知（稿）</h2>
      <p>各镇（街道）：</p>
      <p>{plan.document === '' ? '（依据的文件还没有写）' : `根据${plan.document}`}，现将有关标准调整如下：</p>
      <Wide label={say('各个标准', 'The standards')}>
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">事项</th>
              <th scope="col">标准</th>
              <th scope="col" className="r">
                调整前
              </th>
              <th scope="col" className="r">
                调整后
              </th>
              <th scope="col">从哪天起</th>
              <th scope="col">调整的根据</th>
            </tr>
          </thead>
          <tbody>
            {plan.items.map((item, index) => (
              <tr key={[item.programme, item.key, item.tier, item.series, ...(item.regions ?? [])].join('-')}>
                <td>{index + 1}</td>
                <td>{titleOf(item.programme)?.zh}</td>
                <td>
                  {item.name}
                  {item.tier === null ? '' : item.tier === 'urban' ? '（城镇）' : '（农村）'}
                  {item.unit === '' ? '' : `（${item.unit}）`}
                </td>
                <td className="r">{groupDigits(item.old)}</td>
                <td className="r">{item.value === '' ? '（空）' : groupDigits(item.value)}</td>
                <td>{item.from === '' ? '（空）' : item.from}</td>
                <td>{item.basis === '' ? '（空）' : item.basis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <p>以前月份应当补发的，随下一批发放一并补发。</p>
      <p className="wb-sign">{plan.place}民政局　　年　　月　　日</p>
    </article>
  )
}
