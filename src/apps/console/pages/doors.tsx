import { Link } from '@tanstack/react-router'
import { useSay, type Words } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'

interface Door extends Words {
  readonly to: string
  /** One permission of these opens it; none: everybody. */
  readonly needs: readonly string[]
  readonly says: Words
}

/** What one comes to do by oneself, without anything waiting. */
const doors: readonly Door[] = [
  {
    to: '/leads/new',
    needs: ['discovery.report'],
    ...{ zh: '报一条线索', en: 'Report a lead' },
    says: { zh: '一分半钟，记不全也先报。', en: 'A minute and a half; also if you do not know it all.' },
  },
  {
    to: '/applications/new',
    needs: ['intake.take'],
    ...{ zh: '收一份申请', en: 'Take an application' },
    says: { zh: '家里人坐旁边，边问边填。', en: 'With the family beside you.' },
  },
  {
    to: '/households',
    needs: ['households.read'],
    ...{ zh: '查一户', en: 'Find a household' },
    says: { zh: '姓名、拼音首字母、户号、村名、证件号都行。', en: 'By name, pinyin, number, village or ID number.' },
  },
  {
    to: '/roster',
    needs: ['roster.check'],
    ...{ zh: '名单体检', en: 'Roster check' },
    says: {
      zh: '手上的名单放进来，每一户都有算法、理由和差额。',
      en: 'Bring in the list you have: a sum, reasons and the difference for every household.',
    },
  },
  {
    to: '/audit',
    needs: ['supervision.read-audit'],
    ...{ zh: '看谁看过、改过', en: 'See who read and changed' },
    says: { zh: '每次打开档案、每次改动都在。', en: 'Every opening of a file and every change.' },
  },
  {
    to: '/officers',
    needs: ['officers.read'],
    ...{ zh: '工作人员和岗位', en: 'Officers and roles' },
    says: { zh: '谁在什么岗位，管到哪里，到哪天。', en: 'Who holds which role, where, and until when.' },
  },
  {
    to: '/policies',
    needs: [],
    ...{ zh: '看标准', en: 'See the standards' },
    says: { zh: '每个数从哪天起、依据哪份文件。', en: 'Since when each number holds, and by which document.' },
  },
]

const twoSteps: Door = {
  to: '/security',
  needs: [],
  ...{ zh: '打开两步验证', en: 'Turn on two-step sign-in' },
  says: { zh: '还没有开，两分钟就好。', en: 'Not on yet; it takes two minutes.' },
}

export function Doors({
  holds,
  hasSecondFactor,
}: {
  holds: (permission: string) => boolean
  hasSecondFactor: boolean
}) {
  const say = useSay()
  const shown = [...doors, ...(hasSecondFactor ? [] : [twoSteps])].filter(
    ({ needs }) => needs.length === 0 || needs.some(holds),
  )
  return (
    <Panel title={say('从这里开始', 'Start here')}>
      <ul className="doors">
        {shown.map((door) => (
          <li key={door.to}>
            <Link to={door.to}>{say(door)}</Link>
            <p>{say(door.says)}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
