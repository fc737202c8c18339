import type {
  DisabilityKind,
  IncomeKind,
  LabourCapacity,
  MaritalStatus,
  NotCountedReason,
  PropertyFinding,
  Relation,
} from '#registry/households/facts.ts'
import type { Outcome } from './assessment.ts'

/** Words for what the facts hold, in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** How a sentence calls a member: by name, or by its id where nobody sent one. */
export const calledOf = ({ id, name }: { readonly id: string; readonly name: string }): Words =>
  name === '' ? { zh: `成员 ${id} `, en: `member ${id}` } : { zh: name, en: name }

export const outcomeWords: Readonly<Record<Outcome, Words>> = {
  entitled: { zh: '符合', en: 'entitled' },
  'not-entitled': { zh: '不符合', en: 'not entitled' },
  'not-enough-known': { zh: '说不准', en: 'not enough known' },
  'no-rule': { zh: '没有在用的规则', en: 'no rule in force' },
}

export const incomeWords: Readonly<Record<IncomeKind, Words>> = {
  wages: { zh: '工资性收入', en: 'wages' },
  business: { zh: '经营净收入', en: 'net business income' },
  property: { zh: '财产净收入', en: 'net property income' },
  transfers: { zh: '转移净收入', en: 'net transfers' },
  other: { zh: '其他收入', en: 'other income' },
}

export const notCountedWords: Readonly<Record<NotCountedReason, Words>> = {
  'clergy-apart': { zh: '脱离家庭的宗教教职人员', en: 'clergy living apart for three years or more' },
  'in-prison': { zh: '在监狱服刑', en: 'in prison' },
  'compulsory-rehabilitation': { zh: '强制隔离戒毒', en: 'in compulsory drug rehabilitation' },
  'declared-missing': { zh: '被宣告失踪', en: 'declared missing' },
  other: { zh: '其他', en: 'another reason set by the province' },
}

export const relationWords: Readonly<Record<Relation, Words>> = {
  head: { zh: '户主', en: 'head' },
  spouse: { zh: '配偶', en: 'spouse' },
  child: { zh: '子女', en: 'child' },
  parent: { zh: '父母', en: 'parent' },
  grandchild: { zh: '孙辈', en: 'grandchild' },
  grandparent: { zh: '祖辈', en: 'grandparent' },
  sibling: { zh: '兄弟姐妹', en: 'sibling' },
  'child-in-law': { zh: '儿媳女婿', en: 'child-in-law' },
  'parent-in-law': { zh: '公婆岳父母', en: 'parent-in-law' },
  other: { zh: '其他', en: 'other' },
}

export const findingWords: Readonly<Record<PropertyFinding, Words>> = {
  meets: { zh: '符合', en: 'within the rules' },
  fails: { zh: '不符合', en: 'not within the rules' },
  'not-determined': { zh: '未认定', en: 'not determined' },
}

export const tierWords = { urban: { zh: '城镇', en: 'urban' }, rural: { zh: '农村', en: 'rural' } } as const

/** The disabled certificate's own categories, 1–7. */
export const disabilityWords: Readonly<Record<DisabilityKind, Words>> = {
  sight: { zh: '视力', en: 'sight' },
  hearing: { zh: '听力', en: 'hearing' },
  speech: { zh: '言语', en: 'speech' },
  limb: { zh: '肢体', en: 'limb' },
  intellectual: { zh: '智力', en: 'intellectual' },
  mental: { zh: '精神', en: 'mental' },
  multiple: { zh: '多重', en: 'multiple' },
}

export const labourWords: Readonly<Record<LabourCapacity, Words>> = {
  full: { zh: '有', en: 'able to work' },
  partial: { zh: '部分', en: 'partly able to work' },
  none: { zh: '无', en: 'not able to work' },
}

export const maritalWords: Readonly<Record<MaritalStatus, Words>> = {
  single: { zh: '未婚', en: 'single' },
  married: { zh: '已婚', en: 'married' },
  divorced: { zh: '离异', en: 'divorced' },
  widowed: { zh: '丧偶', en: 'widowed' },
}

/** Single-person dibao: levels 1 and 2 of any kind, level 3 of these two kinds (57号 arts. 4–8). */
export const kindsSevereAtLevel3: readonly DisabilityKind[] = ['intellectual', 'mental']

/** Who says a fact only some policies ask for. */
export const statedSources = {
  declared: { zh: '家庭申报', en: 'the family says' },
  surveyed: { zh: '入户看到', en: 'seen at home' },
  found: { zh: '部门证明', en: 'a department certifies' },
} as const satisfies Readonly<Record<string, Words>>
