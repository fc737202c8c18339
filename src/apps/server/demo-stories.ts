import type { LeadWords } from './demo-desk-acts.ts'
import type { DemoFamily, Somebody } from './demo-families.ts'

/** How far a family has come on the day the demonstration begins. */
export type Reached =
  | 'lead-taken'
  | 'lead-closed'
  | 'lead-late'
  | 'draft'
  | 'papers-asked'
  | 'accepted'
  | 'check-silent'
  | 'check-different'
  | 'surveyed'
  | 'notice'
  | 'objection'
  | 'decision'
  | 'approval'
  | 'confirmed'
  | 'reconsidered'
  | 'refused'
  | 'withdrawn'
  | 'ended'

export interface Story {
  readonly family: DemoFamily
  readonly lead: LeadWords | null
  readonly reached: Reached
  /** Working days before the demonstration begins, on which the first thing happened. */
  readonly daysAgo: number
  readonly proposal?: 'grant' | 'refuse'
}

const old = (sex: Somebody['sex'], age: number, transfers: string): Somebody => ({
  ...{ sex, age, transfers, relation: sex === 'male' ? 'head' : 'spouse' },
})
const couple = (transfers: string): Somebody[] => [old('male', 71, transfers), old('female', 69, transfers)]
const alone = (age: number, transfers: string): Somebody[] => [{ relation: 'head', sex: 'female', age, transfers }]
const withChild = (wages: string): Somebody[] => [
  { relation: 'head', sex: 'female', age: 38, wages },
  { relation: 'child', sex: 'male', age: 12 },
]
const ill = (wages: string): Somebody[] => [
  { relation: 'head', sex: 'male', age: 52, isIll: true },
  { relation: 'spouse', sex: 'female', age: 50, wages },
]
const withGrandchild = (transfers: string): Somebody[] => [
  old('male', 66, transfers),
  { relation: 'grandchild', sex: 'female', age: 9 },
]

const illness = (sentence: string): LeadWords => ({ hardship: 'illness', urgency: 'soon', sentence })
const lostWork = (sentence: string): LeadWords => ({ hardship: 'no-income', urgency: 'ordinary', sentence })
const oldAlone = (sentence: string): LeadWords => ({ hardship: 'elderly-alone', urgency: 'soon', sentence })

/** Dibao applications of the first town, at every stage of the procedure. All invented. */
export const dibaoStories: readonly Story[] = [
  told(9101, alone(78, '180'), '一个人住，药费重', oldAlone('老人一个人住，冬天没人照看'), 'lead-late', 6),
  told(9102, couple('160'), '老两口都有慢性病', illness('老两口看病花光了积蓄'), 'lead-taken', 2),
  told(9103, alone(45, '0'), '想办残疾证', lostWork('问残疾证怎么办'), 'lead-closed', 5),
  told(9104, withChild('600'), '打零工，带着孩子', lostWork('厂里停工两个月了'), 'draft', 3),
  told(9105, ill('500'), '重病住院，妻子打零工', illness('男的住院一个月了'), 'papers-asked', 5),
  told(9106, withGrandchild('180'), '爷爷带孙女，没有别的收入', null, 'accepted', 1),
  told(9107, couple('210'), '年纪大，种不了地', null, 'accepted', 2),
  told(9108, withChild('700'), '离婚带孩子，工资低', null, 'check-silent', 4),
  told(9109, ill('900'), '病了不能下地', illness('查出重病，家里欠了债'), 'check-different', 6),
  told(9110, alone(74, '150'), '独居，儿子在外地失业', null, 'surveyed', 8),
  told(9111, couple('175'), '老伴瘫在床上', oldAlone('老伴瘫痪，一个人伺候'), 'surveyed', 12),
  told(9112, withGrandchild('190'), '孙女上学，爷爷低保边缘', null, 'notice', 10),
  told(9113, alone(81, '200'), '高龄独居', oldAlone('八十多岁自己做饭'), 'notice', 9),
  told(9114, withChild('450'), '单亲，打零工', null, 'objection', 10),
  told(9115, couple('165'), '老两口无劳动能力', null, 'decision', 17),
  told(9116, ill('3900'), '丈夫重病，妻子在厂里上班', null, 'decision', 16, 'refuse'),
  told(9117, alone(69, '170'), '无儿无女', oldAlone('五保没评上，问低保'), 'approval', 19),
  told(9118, withChild('4200'), '想给孩子申请', null, 'approval', 17, 'refuse'),
  told(9119, couple('155'), '两个人都有病', illness('两个老人先后住院'), 'confirmed', 23),
  told(9120, withGrandchild('185'), '儿子去世，带孙女过', null, 'confirmed', 22),
  told(9121, withChild('4500'), '觉得够条件，来问问', null, 'refused', 18, 'refuse'),
  told(9122, alone(72, '210'), '金额算少了，请求复查', null, 'reconsidered', 24),
  told(9123, couple('220'), '儿子接去城里住了', null, 'withdrawn', 7),
  told(9124, withChild('800'), '一直联系不上', null, 'ended', 19),
]

function told(
  number: number,
  people: readonly Somebody[],
  reason: string,
  lead: LeadWords | null,
  reached: Reached,
  daysAgo: number,
  proposal: 'grant' | 'refuse' = 'grant',
): Story {
  return { family: { number, people, reason }, lead, reached, daysAgo, proposal }
}

/** Help first, papers after. */
export interface EmergencyStory {
  readonly family: DemoFamily
  readonly daysAgo: number
  readonly yuan: number | null
  readonly isComplete: boolean
}

const burnt = '夜里灶间失火，家里东西烧了'
export const emergencyStories: readonly EmergencyStory[] = [
  { family: { number: 9131, people: couple('160'), reason: burnt }, daysAgo: 0, yuan: null, isComplete: false },
  {
    family: { number: 9132, people: withChild('0'), reason: '丈夫车祸，急等住院押金' },
    daysAgo: 3,
    yuan: 2000,
    isComplete: false,
  },
  {
    family: { number: 9133, people: alone(68, '0'), reason: '房顶塌了，没地方住' },
    daysAgo: 13,
    yuan: 1500,
    isComplete: false,
  },
  { family: { number: 9134, people: ill('0'), reason: '突发重病送医' }, daysAgo: 9, yuan: 3000, isComplete: true },
]
