import { FactList } from '#design/console/case-panel.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { Panel } from '#design/console/page-parts.tsx'
import { sourceWords } from '#finance/ledger/labels.ts'
import { deceasedWords, overlapWords } from '../labels.ts'
import type { Campaign } from './model.ts'
import { monthZh } from './words.ts'

/** What the document says, word for word as it was entered. */
export function CampaignTerms({ one }: { one: Campaign }) {
  const say = useSay()
  return (
    <Panel title={say('文件怎么定的', 'What the document says')}>
      <FactList
        facts={[
          {
            ...{ name: 'document', zh: '文件', en: 'Document' },
            value: (
              <>
                {say(`${one.issuer}，${one.documentNumber}，`, `${one.issuer}, ${one.documentNumber}, `)}
                <span className="n">{one.documentOn}</span>
              </>
            ),
          },
          { name: 'cut-off', zh: '截止日', en: 'Cut-off day', value: <span className="n">{one.cutOff}</span> },
          {
            ...{ name: 'due', zh: '发完期限', en: 'To be paid' },
            value: (
              <>
                <span className="n">{say(`${one.dueBefore} 以前`, `before ${one.dueBefore}`)}</span>
                {say('；当天到账就算晚', '; booked on it is late')}
              </>
            ),
          },
          ...one.groups.map((group, index) => ({
            name: `group-${index}`,
            zh: group.name,
            en: group.name,
            value: say(
              `${yuan(group.amount)} 元一人，按在册的${group.programme.zh}${group.ageUnder === null ? '' : `，不满 ${group.ageUnder} 周岁`}`,
              `${yuan(group.amount)} yuan a person, by ${group.programme.en}${group.ageUnder === null ? '' : `, under ${group.ageUnder}`}`,
            ),
          })),
          { name: 'overlap', zh: '一个人占几类', en: 'In two groups', value: say(overlapWords[one.overlap]) },
          {
            ...{ name: 'deceased', zh: '截止日当天或以后去世', en: 'Died on or after the cut-off' },
            value: say(deceasedWords[one.deceased]),
          },
          {
            ...{ name: 'money', zh: '谁出钱', en: 'Whose money' },
            value: (
              <>
                {say(sourceWords[one.source])}
                {say('，', ', ')}
                <span className="n">{say(`列 ${monthZh(one.payMonth)}`, `of ${one.payMonth}`)}</span>
              </>
            ),
          },
          {
            ...{ name: 'made', zh: '谁建的', en: 'Set up by' },
            value: (
              <>
                {one.made.name} · <span className="n">{momentText(one.made.at)}</span>
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}
