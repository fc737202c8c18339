import { defineRefusals } from '#platform/errors/index.ts'

export const eligibilityRefusals = defineRefusals('eligibility', {
  packUnreadable: {
    status: 422,
    zh: '规则包文件 {file} 读不了：{why}。请改好再装',
    en: 'The policy file {file} cannot be read: {whyEn}. Mend it and load again',
  },
  modelUnreadable: {
    status: 422,
    zh: '决策模型 {file} 有问题：{why}',
    en: 'The decision model {file} has a fault: {reason}',
  },
  modelIncomplete: {
    status: 422,
    zh: '决策模型 {file} 少了“{name}”，这种规则包必须有它',
    en: 'The decision model {file} lacks “{name}”, which this kind of pack must have',
  },
  packTwice: {
    status: 422,
    zh: '{region} 的 {programme} 有两个规则包：{left} 和 {right}。一地一项只能有一个',
    en: '{region} has two packs for {programme}: {left} and {right}. Only one is possible',
  },
  seriesGap: {
    status: 422,
    zh: '{file}：标准“{key}”（来源 {series}）从 {since} 到 {on} 断了，没有数。补上，或者分成两个来源',
    en: '{file}: the series {series} of {key} has a gap from {since} to {on}. Fill it or split the source',
  },
  seriesOverlap: {
    status: 422,
    zh: '{file}：标准“{key}”（来源 {series}）在 {on} 重叠，一天有两个数。请改起止日期，只留一个',
    en: '{file}: the series {series} of {key} overlaps at {on}: two values on one day. Change its first or last day so that one is left',
  },
  sourcesDisagree: {
    status: 409,
    zh: '“{key}”自 {on} 起有两个来源说法不同：{left} 和 {right}。请先定下用哪一个',
    en: 'Two sources of {key} disagree from {on}: {left} and {right}. Decide which one holds first',
  },
  unknownParameter: {
    status: 422,
    zh: '参数“{key}”没有哪个规则包认得。请对照模板里的名字',
    en: 'No policy pack knows the parameter {key}. Compare with the names in the template',
  },
  badParameter: {
    status: 422,
    zh: '参数“{key}”的值“{value}”不是{type}。请照文件改',
    en: 'The value {value} of parameter {key} is not {typeEn}. Correct it by the document',
  },
  badFact: {
    status: 422,
    zh: '“{fact}”不能是“{value}”。请照这一项给的选项或格式填',
    en: '“{value}” is no possible answer to “{fact}”. Use one of its choices or its format',
  },
  noCatalogue: {
    status: 404,
    zh: '{region} 和它的上级都没有可享政策目录。请先在 policy/ 里放一份',
    en: 'Neither {region} nor the places above have a catalogue of aid. Lay one in policy/ first',
  },
  notFound: {
    status: 404,
    zh: '没有找到这次测算，或者不归您看',
    en: 'This assessment was not found, or it is not yours to see',
  },
  householdNotFound: {
    status: 404,
    zh: '没有找到这一户，或者不归您看',
    en: 'This household was not found, or it is not yours to see',
  },
  factBeginsLater: {
    status: 422,
    zh: '“从哪天起”是 {from}，还没有到。知道的情况从今天或以前算起，请改日期',
    en: 'The facts would hold from {from}, which lies ahead. What is known holds from today or earlier; change the day',
  },
  factTwice: {
    status: 422,
    zh: '“{fact}”填了两个不同的答案。请只留一个',
    en: 'There are two different answers to “{fact}”. Keep one',
  },
  supposedWrong: {
    status: 422,
    zh: '这一条假设不对：{fact}。请选家里的人和一项情况，填整数',
    en: 'This supposition does not fit: {fact}. Choose a person of the household and a fact, and a whole number',
  },
})
