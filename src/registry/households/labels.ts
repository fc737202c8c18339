import type {
  DisabilityKind,
  DocumentKind,
  FactSource,
  IncomeKind,
  LabourCapacity,
  MaritalStatus,
  NotCountedReason,
  PropertyFinding,
  Relation,
  UrbanRural,
} from './facts.ts'

export interface Words {
  readonly zh: string
  readonly en: string
}
type Labels<Code extends string> = Readonly<Record<Code, Words>>

export const relationLabels: Labels<Relation> = {
  head: { zh: '户主', en: 'head' },
  spouse: { zh: '配偶', en: 'spouse' },
  child: { zh: '子女', en: 'child' },
  parent: { zh: '父母', en: 'parent' },
  grandchild: { zh: '孙子女', en: 'grandchild' },
  grandparent: { zh: '祖父母', en: 'grandparent' },
  sibling: { zh: '兄弟姐妹', en: 'sibling' },
  'child-in-law': { zh: '儿媳女婿', en: 'child-in-law' },
  'parent-in-law': { zh: '公婆岳父母', en: 'parent-in-law' },
  other: { zh: '其他', en: 'other' },
}
export const incomeLabels: Labels<IncomeKind> = {
  wages: { zh: '工资性收入', en: 'wages' },
  business: { zh: '经营净收入', en: 'business' },
  property: { zh: '财产净收入', en: 'property' },
  transfers: { zh: '转移净收入', en: 'transfers' },
  other: { zh: '其他收入', en: 'other' },
}
export const urbanRuralLabels: Labels<UrbanRural> = {
  urban: { zh: '城镇', en: 'urban' },
  rural: { zh: '农村', en: 'rural' },
}
export const maritalLabels: Labels<MaritalStatus> = {
  single: { zh: '未婚', en: 'single' },
  married: { zh: '已婚', en: 'married' },
  divorced: { zh: '离婚', en: 'divorced' },
  widowed: { zh: '丧偶', en: 'widowed' },
}
export const labourLabels: Labels<LabourCapacity> = {
  full: { zh: '有劳动能力', en: 'able to work' },
  partial: { zh: '部分丧失', en: 'partly able' },
  none: { zh: '完全丧失', en: 'not able' },
}
export const disabilityLabels: Labels<DisabilityKind> = {
  sight: { zh: '视力', en: 'sight' },
  hearing: { zh: '听力', en: 'hearing' },
  speech: { zh: '言语', en: 'speech' },
  limb: { zh: '肢体', en: 'limb' },
  intellectual: { zh: '智力', en: 'intellectual' },
  mental: { zh: '精神', en: 'mental' },
  multiple: { zh: '多重', en: 'multiple' },
}
export const gradeLabels: Labels<'1' | '2' | '3' | '4'> = {
  '1': { zh: '一级', en: 'grade 1' },
  '2': { zh: '二级', en: 'grade 2' },
  '3': { zh: '三级', en: 'grade 3' },
  '4': { zh: '四级', en: 'grade 4' },
}
export const countedLabels: Labels<'counted' | NotCountedReason> = {
  counted: { zh: '计入', en: 'counted' },
  'clergy-apart': { zh: '在宗教场所集体生活', en: 'clergy living apart' },
  'in-prison': { zh: '在狱内服刑', en: 'in prison' },
  'compulsory-rehabilitation': { zh: '强制隔离戒毒', en: 'in compulsory rehabilitation' },
  'declared-missing': { zh: '宣告失踪', en: 'declared missing' },
  other: { zh: '其他不计入', en: 'otherwise not counted' },
}
export const findingLabels: Labels<PropertyFinding> = {
  meets: { zh: '符合', en: 'meets the rules' },
  fails: { zh: '不符合', en: 'does not meet the rules' },
  'not-determined': { zh: '未认定', en: 'not determined' },
}
export const documentLabels: Labels<DocumentKind> = {
  'id-card': { zh: '居民身份证', en: 'ID card' },
  'none-newborn': { zh: '暂无（新生儿）', en: 'none yet (newborn)' },
  'none-unregistered': { zh: '暂无（未落户）', en: 'none (unregistered)' },
  other: { zh: '其他证件', en: 'other document' },
}
export const sourceLabels: Labels<FactSource['kind']> = {
  declared: { zh: '家里申报', en: 'declared' },
  found: { zh: '部门查到', en: 'found by a department' },
  surveyed: { zh: '入户看到', en: 'seen at home' },
  listed: { zh: '名单所列', en: 'listed' },
  register: { zh: '档案', en: 'register' },
  synthetic: { zh: '合成数据', en: 'synthetic' },
}
export const programmeLabels: Readonly<Record<string, Words>> = {
  dibao: { zh: '低保', en: 'dibao' },
  tekun: { zh: '特困', en: 'tekun' },
  'elder-allowance': { zh: '高龄津贴', en: 'elder allowance' },
}
export const sexLabels: Labels<'male' | 'female'> = {
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
}

const otherFactLabels: Readonly<Record<string, Words>> = {
  'born-on': { zh: '出生日期', en: 'date of birth' },
  sex: { zh: '性别', en: 'sex' },
  'registered-at': { zh: '户籍地', en: 'place of registration' },
  'resides-at': { zh: '常住地', en: 'place of residence' },
  'urban-rural': { zh: '城乡', en: 'urban or rural' },
  'marital-status': { zh: '婚姻', en: 'marital status' },
  'labour-capacity': { zh: '劳动能力', en: 'capacity to work' },
  disability: { zh: '残疾', en: 'disability' },
  'serious-illness': { zh: '重病', en: 'serious illness' },
  'full-time-study': { zh: '全日制在读', en: 'full-time study' },
  counted: { zh: '是否计入', en: 'counted or not' },
  deduction: { zh: '可扣除支出', en: 'deductible spending' },
  deposits: { zh: '存款和证券', en: 'deposits and securities' },
  homes: { zh: '住房', en: 'homes' },
  vehicles: { zh: '车辆', en: 'vehicles' },
  businesses: { zh: '经营主体', en: 'businesses' },
  'property-finding': { zh: '财产认定', en: 'finding on property' },
  'staff-relative': { zh: '近亲属备案', en: 'relative of staff' },
}

/** A fact's kind in words. */
export function factLabel(kind: string): Words {
  if (kind.startsWith('income.')) return incomeLabels[kind.slice(7) as IncomeKind]
  if (kind.startsWith('benefit.')) {
    const programme = programmeLabels[kind.slice(8)] ?? { zh: kind.slice(8), en: kind.slice(8) }
    return { zh: `${programme.zh}待遇`, en: `${programme.en} paid now` }
  }
  // What a pack asks for is named by the pack; the registry tells only that something of the kind was recorded.
  if (kind.startsWith('stated.')) return { zh: '某项政策另问的情况', en: 'what a policy asks for' }
  return otherFactLabels[kind] ?? { zh: kind, en: kind }
}
