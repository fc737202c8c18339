import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import { State, type ShapeName, type Tone } from '#design/console/shape.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import type { MatchedCatalogue } from '../contract.ts'
import type { Words } from '../labels.ts'

type Item = MatchedCatalogue['items'][number]
export type ItemClass = Item['class']

export const classesInOrder: readonly ItemClass[] = ['fits', 'open', 'does-not-fit']
export const classWords: Readonly<Record<ItemClass, Words>> = {
  fits: { zh: '符合', en: 'Fits' },
  open: { zh: '还差一样说不准', en: 'Open' },
  'does-not-fit': { zh: '不符合', en: 'Does not fit' },
}
const faces: Readonly<Record<ItemClass, { readonly tone: Tone; readonly shape: ShapeName }>> = {
  fits: { tone: 'ok', shape: 'done' },
  open: { tone: 'still', shape: 'unknown' },
  'does-not-fit': { tone: 'go-on', shape: 'minus' },
}
const perWords: Readonly<Record<Item['per'], Words>> = {
  month: { zh: '元／月', en: 'yuan a month' },
  year: { zh: '元／年', en: 'yuan a year' },
  'school-year': { zh: '元／学年', en: 'yuan a school year' },
  once: { zh: '元，一次', en: 'yuan, once' },
  status: { zh: '', en: '' },
}

/** Every item once, with its rule and why it stands where it stands. */
export function EntitlementList({ items }: { readonly items: readonly Item[] }) {
  const say = useSay()
  const url = useTableUrl()
  const chosen = url.state['class'] ?? ''
  const shown = classesInOrder
    .filter((kind) => chosen === '' || chosen === kind)
    .flatMap((kind) => items.filter((one) => one.class === kind))
  if (shown.length === 0) return <Empty title={say('这一类一项也没有', 'No item of this kind')} />
  return (
    <Wide label={say('可享政策', 'What they may ask for')}>
      <table className="tb cards">
        <thead>
          <tr>
            <th scope="col">{say('项目', 'Item')}</th>
            <th scope="col">{say('结论', 'Conclusion')}</th>
            <th scope="col">{say('条件和为什么', 'Rule and why')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <ItemRow key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function ItemRow({ item }: { readonly item: Item }) {
  const say = useSay()
  const { tone, shape } = faces[item.class]
  const isPaid = item.class === 'fits' && item.by === 'pack' && item.per !== 'status' && item.amount !== null
  return (
    <tr>
      <th scope="row">
        {say(item)}
        <p className="small mute">
          {say(item.department)} ·{' '}
          {item.by === 'pack' ? say('照规则包算', 'computed from a pack') : say('只列条件', 'conditions only')}
        </p>
      </th>
      <td data-label={say('结论', 'Conclusion')}>
        <div>
          <State tone={tone} shape={shape}>
            {say(classWords[item.class])}
          </State>
          {isPaid ? (
            <p>
              <b>{yuan(item.amount ?? '0')}</b> {say(perWords[item.per])}
            </p>
          ) : null}
        </div>
      </td>
      <td data-label={say('条件和为什么', 'Rule and why')}>
        <div>
          <p>{say(item.rule)}</p>
          {[...item.reasons, ...item.missing].map((one) => (
            <p key={one.zh} className="small">
              {say(one)}
              {'article' in one && one.article !== '' ? <span className="song mute"> {one.article}</span> : null}
            </p>
          ))}
        </div>
      </td>
    </tr>
  )
}
