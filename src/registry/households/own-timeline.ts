import type { TimelineSource } from '#registry/timeline/index.ts'
import { readHouseholds } from './access.ts'
import { readChanges, type ChangeRow } from './file-view.ts'
import { factLabel, type Words } from './labels.ts'

const kinds: Readonly<Record<ChangeRow['kind'], Words>> = {
  recorded: { zh: '建档', en: 'recorded' },
  changed: { zh: '更改', en: 'changed' },
  'handed-over': { zh: '移交', en: 'handed over' },
}

const members = (count: number): string => (count === 1 ? '1 member' : `${count} members`)

/** Names of what changed; the values stay in the parts that ask for their own permission. */
function inWords({ kind, summary }: ChangeRow): Words {
  const { joined = 0, left = 0, facts = [], to } = summary
  const labels = facts.map(factLabel)
  const zh = [
    ...(joined > 0 ? [`${kind === 'recorded' ? '' : '新增'}成员 ${joined} 人`] : []),
    ...(left > 0 ? [`减少成员 ${left} 人`] : []),
    ...(kind === 'changed' && labels.length > 0 ? [labels.map((one) => one.zh).join('、')] : []),
    ...(to === undefined ? [] : [`到 ${to}`]),
  ]
  const en = [
    ...(joined > 0 ? [`${members(joined)} in`] : []),
    ...(left > 0 ? [`${members(left)} out`] : []),
    ...(kind === 'changed' && labels.length > 0 ? [labels.map((one) => one.en).join(', ')] : []),
    ...(to === undefined ? [] : [`to ${to}`]),
  ]
  return {
    zh: [kinds[kind].zh, ...(zh.length > 0 ? [zh.join('；')] : [])].join('：'),
    en: [kinds[kind].en, ...(en.length > 0 ? [en.join('; ')] : [])].join(': '),
  }
}

/** What the registry itself tells on a household's timeline. */
export const ownTimeline: TimelineSource = {
  name: 'households',
  may: readHouseholds,
  entriesOf: async (tx, who, householdId) =>
    (await readChanges(tx, who.tenant, householdId)).map((row) => ({
      id: row.id,
      at: row.at,
      kind: `households.${row.kind}`,
      ...inWords(row),
      who: row.byName,
      why: row.reason === '' ? null : row.reason,
      href: null,
    })),
}
