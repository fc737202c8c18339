import type {
  DisabilityKind,
  DocumentKind,
  LabourCapacity,
  MaritalStatus,
  NotCountedReason,
  PropertyFinding,
  Relation,
  UrbanRural,
} from '#registry/households/facts.ts'

/** A pick-list: what a value may be called. The first word of each row stands in the template's list. */
export type Words<Value> = readonly (readonly [Value, string, ...string[]])[]

export const relationWords: Words<Relation> = [
  ['head', '户主', '本人', '申请人', '本人（户主）'],
  ['spouse', '配偶', '夫', '妻', '丈夫', '妻子', '爱人', '夫妻'],
  [
    'child',
    '子女',
    '子',
    '女',
    '儿子',
    '女儿',
    '儿',
    '长子',
    '次子',
    '三子',
    '长女',
    '次女',
    '三女',
    '养子',
    '养女',
    '继子',
    '继女',
    '独生子',
    '独生女',
    '儿女',
  ],
  ['parent', '父母', '父', '母', '父亲', '母亲', '养父', '养母', '继父', '继母'],
  ['grandchild', '孙子女', '孙子', '孙女', '外孙', '外孙女', '外孙子', '孙', '曾孙子女', '曾孙', '曾孙女'],
  ['grandparent', '祖父母', '祖父', '祖母', '外祖父', '外祖母', '爷爷', '奶奶', '外公', '外婆', '外祖父母'],
  ['sibling', '兄弟姐妹', '兄', '弟', '姐', '妹', '哥哥', '弟弟', '姐姐', '妹妹', '兄弟', '姐妹'],
  ['child-in-law', '儿媳女婿', '儿媳', '女婿', '媳妇', '儿媳妇'],
  ['parent-in-law', '公婆岳父母', '公公', '婆婆', '岳父', '岳母', '公婆', '岳父母'],
  ['other', '其他亲属', '其他', '其它', '非亲属', '其他关系'],
]
export const documentWords: Words<DocumentKind> = [
  ['id-card', '居民身份证', '身份证', '户口簿', '户口本'],
  ['none-newborn', '暂无（新生儿）', '新生儿', '暂无', '未办证'],
  ['none-unregistered', '暂无（未落户）', '未落户', '无户口', '黑户'],
  ['other', '其他证件', '其他', '护照', '港澳居民居住证', '台湾居民居住证', '外国人永久居留身份证'],
]
export const urbanRuralWords: Words<UrbanRural> = [
  ['urban', '城镇', '城市', '非农', '非农业', '城'],
  ['rural', '农村', '乡村', '农业', '农'],
]
export const maritalWords: Words<MaritalStatus> = [
  ['single', '未婚', '单身', '未成年'],
  ['married', '已婚', '有配偶', '初婚', '再婚', '复婚'],
  ['divorced', '离婚', '离异'],
  ['widowed', '丧偶'],
]
export const labourWords: Words<LabourCapacity> = [
  ['full', '有劳动能力', '有', '完全', '完全劳动能力', '健全'],
  ['partial', '部分劳动能力', '部分', '部分丧失', '部分丧失劳动能力', '弱'],
  ['none', '无劳动能力', '无', '没有', '丧失', '完全丧失', '完全丧失劳动能力'],
]
export const disabilityWords: Words<DisabilityKind | 'none'> = [
  ['none', '无残疾', '无', '没有', '否'],
  ['sight', '视力', '视力残疾', '视力残'],
  ['hearing', '听力', '听力残疾', '听力残'],
  ['speech', '言语', '言语残疾', '语言'],
  ['limb', '肢体', '肢体残疾', '肢残'],
  ['intellectual', '智力', '智力残疾', '智残'],
  ['mental', '精神', '精神残疾'],
  ['multiple', '多重', '多重残疾'],
]
export const gradeWords: Words<1 | 2 | 3 | 4> = [
  [1, '一级', '1', '1级', '壹级', '一'],
  [2, '二级', '2', '2级', '贰级', '二'],
  [3, '三级', '3', '3级', '叁级', '三'],
  [4, '四级', '4', '4级', '肆级', '四'],
]
export const yesWords: Words<boolean> = [
  [true, '是', '有', '√', '对', 'Y', 'YES', 'TRUE', '1'],
  [false, '否', '无', '没有', '不是', '×', 'N', 'NO', 'FALSE', '0'],
]
export const sexWords: Words<'male' | 'female'> = [
  ['male', '男', '男性'],
  ['female', '女', '女性'],
]
export const countedWords: Words<'counted' | NotCountedReason> = [
  ['counted', '计入', '共同生活', '无', '否'],
  ['clergy-apart', '宗教教职人员', '宗教教职', '脱离家庭的宗教教职人员'],
  ['in-prison', '服刑', '监狱服刑', '在监狱服刑', '服刑人员'],
  ['compulsory-rehabilitation', '强制隔离戒毒', '强制戒毒', '戒毒'],
  ['declared-missing', '宣告失踪', '失踪'],
  ['other', '其他（不共同生活）', '不共同生活', '分户', '其他'],
]
export const findingWords: Words<PropertyFinding> = [
  ['meets', '符合', '合格', '符合规定'],
  ['fails', '不符合', '超标', '不合格', '不符'],
  ['not-determined', '未认定', '没认定', '待认定', '未核对'],
]
/** Programmes a list may say are paid now. The names in code are those of the packs. */
export const programmeWords: Words<string> = [
  ['dibao', '低保', '最低生活保障', '城市低保', '农村低保', '城乡低保', '城镇低保'],
  ['dibao-edge', '低保边缘', '低边', '低收入', '最低生活保障边缘家庭', '低保边缘家庭'],
  ['tekun', '特困', '特困供养', '特困人员', '五保', '特困人员救助供养'],
  ['elder-allowance', '高龄津贴', '高龄', '高龄补贴', '老年津贴'],
  ['child-allowance', '困境儿童', '孤儿', '儿童补贴', '孤儿基本生活费'],
  ['disability-allowance', '残疾人两项补贴', '两项补贴', '残补', '重残护理补贴', '困难残疾人生活补贴'],
  ['none', '没有享受', '无', '未享受', '没有'],
]
