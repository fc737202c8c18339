import type { AskInside } from '#platform/http/index.ts'
import type { Product } from './compose.ts'
import * as decide from './demo-case-acts.ts'
import { answeredInFull, checked, setMood, settleDifferences, startCheck } from './demo-check-acts.ts'
import * as desk from './demo-desk-acts.ts'
import { headNameOf, type DemoFamily } from './demo-families.ts'
import type { EmergencyStory, Reached, Story } from './demo-stories.ts'

/** Ids a story has come by: `leadId`, `draftId`, `caseId`, `checkId`. */
export type Memory = Readonly<Record<string, string>>

/** One thing that happened. Acts of all stories are done in the order of their moments. */
export interface Act {
  /** Of the story; acts of one story never share a name. */
  readonly name: string
  /** Working days before the demonstration begins. */
  readonly daysAgo: number
  readonly time: string
  /** Whole and once. Null where only `outside` works. */
  readonly inside: ((ask: AskInside, needs: desk.DeskNeeds, known: Memory) => Promise<Memory | null>) | null
  /** What cannot be part of a transaction: waiting for departments, the work of the night. Safe to repeat. */
  readonly outside?: (product: Product, needs: desk.DeskNeeds, known: Memory) => Promise<void>
}

const order: readonly Reached[] = ['draft', 'accepted', 'surveyed', 'notice', 'decision', 'approval', 'confirmed']
/** The way every case goes as far as it goes; where it leaves the way, by its last common station. */
const stationOf: Readonly<Partial<Record<Reached, Reached>>> = {
  'papers-asked': 'draft',
  'check-silent': 'accepted',
  'check-different': 'accepted',
  objection: 'notice',
  reconsidered: 'confirmed',
  refused: 'confirmed',
  withdrawn: 'accepted',
  ended: 'accepted',
}
/** Working days of the way, counted from the first. A notice that ends on a holiday hangs until the next working day. */
const after = {
  leadOverdue: 6,
  taken: 1,
  accepted: 2,
  checked: 3,
  surveyed: 4,
  opinion: 5,
  noticeOver: 13,
  proposed: 14,
  approved: 15,
}

const id = (known: Memory, name: string): string => known[name] ?? ''

/** Everything that happens in a story, from its first word to where it stands now. */
export function actsOf(story: Story): Act[] {
  const { reached, daysAgo, family, lead } = story
  const on = (days: number): number => Math.max(0, daysAgo - days)
  const leads: Act[] =
    lead === null ? [] : [act('lead', daysAgo, '08:40', (ask, needs) => desk.reportLead(ask, needs, family, lead))]
  if (reached === 'lead-late') {
    const outside: Act['outside'] = (product) => product.jobs.runNow('discovery.escalate-overdue')
    return [...leads, { ...act('escalated', on(after.leadOverdue), '06:30', null), outside }]
  }
  if (lead !== null)
    leads.push(
      act('take', on(after.taken), '09:10', (ask, needs, known) => desk.takeLead(ask, needs, id(known, 'leadId'))),
    )
  if (reached === 'lead-taken') return leads
  if (reached === 'lead-closed') {
    const told = `已带${headNameOf(family)}到残联窗口`
    return [
      ...leads,
      act('close', on(2), '10:20', (ask, needs, known) => desk.closeLead(ask, needs, id(known, 'leadId'), told)),
    ]
  }
  return [...leads, ...applied(story, on), ...examined(story, on), ...decided(story, on), ...left(story, on)]
}

type On = (days: number) => number
const reaches = ({ reached }: Story, station: Reached): boolean =>
  order.indexOf(stationOf[reached] ?? reached) >= order.indexOf(station)

function applied(story: Story, on: On): Act[] {
  const { family, reached } = story
  const parts = reached === 'draft' ? (['family', 'members'] as const) : desk.wholeForm
  const begin = act('draft', on(after.accepted), '09:40', (ask, needs, known) =>
    desk.typeDraft(ask, needs, family, { programme: 'dibao', leadId: known['leadId'] ?? null, parts }),
  )
  if (reached === 'draft') return [begin]
  if (reached === 'papers-asked')
    return [
      begin,
      act('ask', on(after.accepted), '10:05', (ask, needs, known) => desk.askMissing(ask, needs, id(known, 'draftId'))),
    ]
  return [
    begin,
    act('accept', on(after.accepted), '10:10', (ask, needs, known) =>
      desk.acceptDraft(ask, needs, id(known, 'draftId')),
    ),
    act('sign', on(after.accepted), '10:30', (ask, needs, known) =>
      desk.signAll(ask, needs, id(known, 'caseId'), family),
    ),
  ]
}

const silentDepartment = 'tax'
/** When the plan of asking again has been used up: minutes after the click. */
const triesAfter = ['10:02', '10:08', '10:40', '15:00'] as const

function examined(story: Story, on: On): Act[] {
  const { reached, family } = story
  if (!reaches(story, 'accepted') || reached === 'accepted' || reached === 'withdrawn') return []
  const day = on(after.checked)
  const check = act('check', day, '10:00', (ask, needs, known) => startCheck(ask, needs, id(known, 'caseId')))
  if (reached === 'check-silent')
    return [
      {
        ...act('mood', day, '09:59', null),
        outside: (_, needs) => setMood(needs, silentDepartment, 'down').then(() => undefined),
      },
      check,
      {
        ...act('first-try', day, '10:01', null),
        outside: async (_, needs, known) => void (await checked(needs.staff.ask, needs, id(known, 'checkId'))),
      },
      ...[...triesAfter.map((time) => [day, time] as const), [on(after.checked + 2), '10:30'] as const].map(
        ([when, time], index): Act => ({
          ...act(`try-${index}`, when, time, null),
          outside: (product) => product.jobs.runNow('means-check.go-on'),
        }),
      ),
      {
        ...act('mood-well', on(after.checked + 2), '10:31', null),
        outside: (_, needs) => setMood(needs, silentDepartment, 'well').then(() => undefined),
      },
    ]
  const wait: Act = {
    ...act('answered', day, '10:05', null),
    outside: (_, needs, known) => answeredInFull(needs, id(known, 'checkId')),
  }
  if (reached === 'check-different' || reached === 'ended') return [check, wait]
  const settle = act('settle', day, '14:20', async (ask, needs, known) => {
    const checkId = id(known, 'checkId')
    return settleDifferences(ask, needs, { checkId, report: await checked(ask, needs, checkId) })
  })
  const isFinished = reached !== 'surveyed' || story.daysAgo < 10
  return [
    ...[check, wait, settle],
    act('survey', on(after.surveyed), '15:10', (ask, needs, known) =>
      desk.surveyHome(ask, needs, id(known, 'caseId'), { family, isFinished }),
    ),
  ]
}

function decided(story: Story, on: On): Act[] {
  const { proposal = 'grant', reached, family } = story
  if (!reaches(story, 'notice')) return []
  const why = proposal === 'grant' ? '收入低于标准，财产符合规定' : '人均收入高于标准'
  const acts = [
    act('opinion', on(after.opinion), '09:30', (ask, needs, known) =>
      decide.giveOpinion(ask, needs, id(known, 'caseId'), { proposal, why }),
    ),
  ]
  if (reached === 'objection')
    acts.push(
      act('object', 1, '11:15', (ask, needs, known) =>
        decide.object(ask, needs, id(known, 'caseId'), '听说他家女儿在城里有工作，收入没有报全。'),
      ),
    )
  if (!reaches(story, 'decision')) return acts
  // A refusal hangs on no wall: it goes straight to the county.
  if (proposal === 'grant')
    acts.push({
      ...act('notice-over', on(after.noticeOver), '08:05', null),
      outside: (product) => product.jobs.runNow('public-notice.take-down'),
    })
  if (!reaches(story, 'approval')) return acts
  const outcome = proposal === 'grant' ? 'confirmed' : 'refused'
  acts.push(
    act('propose', on(after.proposed), '10:45', (ask, needs, known) =>
      decide.proposeDecision(ask, needs, id(known, 'caseId'), outcome),
    ),
  )
  if (!reaches(story, 'confirmed')) return acts
  acts.push(
    act('approve', on(after.approved), '16:05', (ask, needs, known) =>
      decide.approveDecision(ask, needs, id(known, 'caseId')),
    ),
  )
  if (proposal === 'grant') acts.push(accountOf(family, on(after.approved + 1)))
  if (reached === 'confirmed')
    acts.push(
      act('publish', on(after.approved + 1), '09:00', (ask, needs, known) =>
        decide.publish(ask, needs, id(known, 'caseId')),
      ),
    )
  if (family.number === letterHandedOver)
    acts.push(
      {
        ...act('print', on(after.approved + 2), '09:20', null),
        outside: (_, needs, known) => decide.printLetters(needs, id(known, 'caseId')),
      },
      act('deliver', on(after.approved + 2), '10:40', (ask, needs, known) =>
        decide.makeMove(ask, needs, id(known, 'caseId'), {
          ...{ move: 'deliver-letter', role: 'town-clerk', reason: '上门送达，户主签收（演示）' },
        }),
      ),
    )
  return acts
}

/** Of all whose help was granted, one account still waits for a second person, and one letter was handed over. */
const accountThatWaits = 9133
const letterHandedOver = 9119

/** Where the help goes: a synthetic card, entered at the town and approved at the county. */
const accountOf = ({ number }: Pick<DemoFamily, 'number'>, daysAgo: number): Act =>
  act('account', daysAgo, '11:20', (ask, needs, known) =>
    decide.enterAccount(ask, needs, id(known, 'caseId'), {
      ...{ holder: headNameOf({ number }), isApproved: number !== accountThatWaits },
      number: `62999903${String(number).padStart(11, '0')}`,
    }),
  )

/** Where a case leaves the way. */
function left({ reached }: Story, on: On): Act[] {
  const move = (name: string, days: number, role: 'town-clerk' | 'town-head' | 'county-reviewer', reason: string) =>
    act(name, on(days), '15:40', (ask, needs, known) =>
      decide.makeMove(ask, needs, id(known, 'caseId'), { move: name, role, reason }),
    )
  if (reached === 'withdrawn') return [move('withdraw', 5, 'town-clerk', '本人书面撤回，搬去和儿子住')]
  if (reached === 'ended')
    return [move('end-non-cooperation', 14, 'town-head', '三次上门、两次书面通知，一直不配合核查')]
  if (reached === 'reconsidered')
    return [move('reconsider', after.approved + 5, 'county-reviewer', '家里说养老金写多了，请求复查')]
  return []
}

/** Fire, accident, sudden illness: entered at the window, helped within the hour. */
export function emergencyActsOf({ family, daysAgo, yuan, isComplete }: EmergencyStory): Act[] {
  const acts = [
    act('draft', daysAgo, '08:20', (ask, needs) =>
      desk.typeDraft(ask, needs, family, { programme: 'temporary-aid', leadId: null, parts: desk.wholeForm }),
    ),
    act('accept', daysAgo, '08:30', (ask, needs, known) => desk.acceptDraft(ask, needs, id(known, 'draftId'))),
  ]
  if (yuan !== null)
    acts.push(
      act('help', daysAgo, '09:25', (ask, needs, known) =>
        decide.helpAtOnce(ask, needs, id(known, 'caseId'), { yuan, why: family.reason }),
      ),
    )
  if (yuan !== null) acts.push(accountOf(family, daysAgo))
  if (isComplete)
    acts.push(
      act('complete', Math.max(0, daysAgo - 5), '14:40', (ask, needs, known) =>
        decide.makeMove(ask, needs, id(known, 'caseId'), {
          ...{ move: 'complete-papers', role: 'town-clerk', reason: '住院单据和事故证明已补齐' },
        }),
      ),
    )
  return acts
}

function act(name: string, daysAgo: number, time: string, inside: Act['inside']): Act {
  return { name, daysAgo, time, inside }
}
