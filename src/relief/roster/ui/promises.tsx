import { useSay, type Words } from '#design/console/language.tsx'
import { Shape } from '#design/console/shape.tsx'

interface Promised extends Words {
  readonly more: Words
}

const will: readonly Promised[] = [
  {
    zh: '先试读，逐行说哪里不对',
    en: 'Read it on trial and say, row by row, what is wrong',
    more: { zh: '错在哪一格，为什么，怎么改', en: 'Which cell, why, and what to do' },
  },
  {
    zh: '每户给出测算和全部理由',
    en: 'Assess every household, with all the reasons',
    more: { zh: '一步一步的算式，条文写在旁边', en: 'The sum step by step, the law beside it' },
  },
  {
    zh: '和现在发的数对一遍',
    en: 'Compare with what is paid now',
    more: { zh: '差多少，差在哪一行', en: 'How much, and in which line' },
  },
  {
    zh: '不够算的直说',
    en: 'Say so where not enough is known',
    more: { zh: '缺什么，问谁要', en: 'What is missing, and whom to ask' },
  },
]

const willNot: readonly Promised[] = [
  {
    zh: '您点“存入”之前，什么都不留',
    en: 'Nothing is kept before you press “Keep”',
    more: { zh: '试读的文件到时自己删掉', en: 'A file read on trial is deleted by itself' },
  },
  {
    zh: '不会给谁发钱，也不会停谁的',
    en: 'Nobody is paid and nobody is cut',
    more: {
      zh: '测算不是决定；要减要停，由人先听家里意见再定',
      en: 'An assessment is no decision; people decide, after hearing the family',
    },
  },
  {
    zh: '不会改您的原表',
    en: 'Your own sheet is not changed',
    more: { zh: '结果另出一份，错误写在加的一列里', en: 'Results come as a sheet of their own, with one column added' },
  },
  {
    zh: '表里没有的户，一个不动',
    en: 'Households that are not in the sheet stay untouched',
    more: { zh: '只列出来给您看', en: 'They are only listed for you' },
  },
]

/** Said before the file is taken: what will and what will not happen. */
export function Promises() {
  const say = useSay()
  return (
    <aside className="panel ro-yn" aria-label={say('会做什么，不会做什么', 'What will and will not happen')}>
      <h2>{say('会做的', 'Will be done')}</h2>
      <ul className="y">
        {will.map((promised) => (
          <Line key={promised.en} promised={promised} shape="done" />
        ))}
      </ul>
      <h2>{say('不会做的', 'Will not be done')}</h2>
      <ul className="x">
        {willNot.map((promised) => (
          <Line key={promised.en} promised={promised} shape="never" />
        ))}
      </ul>
    </aside>
  )
}

function Line({ promised, shape }: { promised: Promised; shape: 'done' | 'never' }) {
  const say = useSay()
  return (
    <li>
      <Shape name={shape} />
      <div>
        {say(promised)}
        <span>{say(promised.more)}</span>
      </div>
    </li>
  )
}
