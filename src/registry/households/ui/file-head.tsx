import { yuan } from '#design/console/figures.ts'
import { useSay, type Words } from '#design/console/language.tsx'
import { sourceLabels } from '../labels.ts'
import type { HouseholdFile } from './file-call.ts'
import { receives, type Differing, type Receives } from './receives.ts'
import { programmeName } from './words.ts'

/** Who it is, what stands, and how much a month, with what was stated where that is another amount. */
export function FileHead({ file }: { file: HouseholdFile }) {
  const say = useSay()
  const got = receives(file)
  const names = got.names.map((words) => say(words)).join(say('、', ', '))
  const facts: readonly (readonly [string, string])[] = [
    [say('户号', 'Number'), file.number],
    [say('住', 'Lives in'), file.placeLabel],
    [say('人', 'People'), String(file.members)],
    [say(namesLabel(file, got)), names === '' ? '—' : names],
  ]
  return (
    <div className="hh">
      <div>
        <h1>{say(`${file.head} 家`, `Household of ${file.head}`)}</h1>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="amt">
        <p className="small mute">{say(amountLabels[got.by])}</p>
        <p className="duo">
          <b className="alt">{got.amount === null ? say('不知道', 'unknown') : yuan(got.amount)}</b>
          <span>{got.amount === null ? '' : say('元', 'yuan')}</span>
        </p>
        {got.since === null ? null : <p className="small mute">{say(`${got.since} 起`, `since ${got.since}`)}</p>}
      </div>
      <Beside file={file} got={got} />
    </div>
  )
}

const amountLabels: Readonly<Record<Receives['by'], Words>> = {
  right: { zh: '现在每月待遇', en: 'Due a month' },
  stated: { zh: '报来的每月金额', en: 'Stated as paid a month' },
  unknown: { zh: '每月待遇', en: 'Due a month' },
}
const namesLabel = ({ standing }: HouseholdFile, { names }: Receives): Words =>
  standing.length === 0 && names.length > 0
    ? { zh: '报来的待遇', en: 'Stated to receive' }
    : { zh: '现在享受', en: 'Receives' }

/** What was stated and is not the right, each with its source; what begins later; and whether a right stands at all. */
function Beside({ file: { unseen }, got: { by, differing, upcoming } }: { file: HouseholdFile; got: Receives }) {
  const say = useSay()
  const lines = differing.map((one) => ({ key: one.programme, text: say(differingWords(one)) }))
  for (const one of upcoming) lines.push({ key: `${one.programme} ${one.since}`, text: say(upcomingWords(one)) })
  if (by !== 'right' && lines.length > 0) lines.push({ key: '', text: say(noRightWords(unseen)) })
  if (lines.length === 0) return null
  return (
    <ul className="beside small">
      {lines.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  )
}

const noRightWords = (unseen: HouseholdFile['unseen']): Words =>
  unseen.includes('rights')
    ? {
        zh: '有没有待遇，这个岗位看不到；这里是报来的数。',
        en: 'This post may not see whether a right stands; what is shown was stated.',
      }
    : {
        zh: '没有查到待遇；这里是报来的数，不是决定的数。',
        en: 'No right stands; what is shown was stated, not decided.',
      }

const upcomingWords = ({ words, amount, since }: Receives['upcoming'][number]): Words => ({
  zh: `${words.zh}：从 ${since} 起每月 ${yuan(amount)} 元，还没有开始。`,
  en: `${capital(words.en)}: ${yuan(amount)} yuan a month from ${since}, not begun yet.`,
})

function differingWords({ programme, amount, more, source }: Differing): Words {
  const kind = sourceLabels[source.kind]
  const from = source.zh === '' ? kind.zh : source.zh
  const name = programmeName(programme)
  const zh = `${name.zh}：“${from}”（${source.on}）写的是每月 ${yuan(amount)} 元`
  const en = `${capital(name.en)}: ${yuan(amount)} yuan a month were stated (${kind.en}, ${source.on})`
  if (more === null) return { zh: `${zh}。`, en: `${en}.` }
  const size = yuan(more < 0n ? -more : more)
  return more < 0n
    ? { zh: `${zh}，比待遇少 ${size} 元。`, en: `${en}, ${size} less than the right.` }
    : { zh: `${zh}，比待遇多 ${size} 元。`, en: `${en}, ${size} more than the right.` }
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
