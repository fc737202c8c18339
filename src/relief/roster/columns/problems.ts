import { defineRefusals } from '#platform/errors/index.ts'

/** What can be wrong with a cell, a row or a household of a list: what, why, what now. Status is never sent. */
const status = 422

export const rowProblems = defineRefusals('roster-row', {
  missing: {
    status,
    zh: '“{column}”空着。没有它就不知道这一行是谁家的谁，请补上',
    en: '“{column}” is empty. Without it nobody knows whose row this is; fill it in',
  },
  idLength: {
    status,
    zh: '身份证号要 18 位，这里是 {length} 位。请对着证件补全；证还没办下来，“证件种类”选“暂无（新生儿）”或“暂无（未落户）”，号码空着',
    en: 'An ID number has 18 characters; this one has {length}. Compare with the card; where there is none yet, choose so in 证件种类 and leave the number empty',
  },
  idCharacters: {
    status,
    zh: '身份证号里有不是数字的字。前 17 位只能是数字，末位是数字或 X。请对着证件改',
    en: 'The ID number has characters that are no digits. Compare with the card',
  },
  idBirthDate: {
    status,
    zh: '号码里的生日 {birth} 不存在。多半抄错了一位，请对着证件改',
    en: 'The birth date {birth} in the ID number does not exist. Compare with the card',
  },
  idNotBorn: {
    status,
    zh: '号码里的生日是 {birth}，还没到。多半是年份抄错了，请对着证件改',
    en: 'The birth date {birth} in the ID number lies in the future. Compare with the card',
  },
  idTooOld: {
    status,
    zh: '号码里的生日是 {birth}，超过 130 岁了。多半是年份抄错了，请对着证件改',
    en: 'The birth date {birth} in the ID number makes the person older than 130. Compare with the card',
  },
  idCheckDigit: {
    status,
    zh: '身份证号前 17 位和末位对不上。有一位抄错了，不一定是末位。请对着证件看一遍',
    en: 'The first 17 digits and the last character of the ID number do not fit: one is copied wrongly. Compare with the card',
  },
  idRounded: {
    status,
    zh: 'Excel 把身份证号当成了数字，最后几位已经变成 0。请把这一列设成“文本”，对着证件重新填',
    en: 'Excel took the ID number for a number and its last digits are lost. Format the column as text and type it again',
  },
  idWithNone: {
    status,
    zh: '“证件种类”写的是暂无，这里却有号码。有证件就改证件种类，没有就把号码删掉',
    en: 'The document kind says there is none, yet there is a number. Change one of the two',
  },
  idAgainstBirth: {
    status,
    zh: '出生日期写的是 {written}，身份证号里是 {birth}，两个不一样。请对着证件改',
    en: 'The birth date says {written}, the ID number {birth}. Compare with the card',
  },
  idAgainstSex: {
    status,
    zh: '性别写的和身份证号第 17 位对不上。请对着证件改',
    en: 'The sex written and the 17th digit of the ID number disagree. Compare with the card',
  },
  memberTwice: {
    status,
    zh: '和第 {row} 行是同一个人。一个人同一天只能算在一家，请弄清平时跟谁一起生活，多的那行删掉',
    en: 'The same person as in row {row}. A person counts in one household only; remove the other row',
  },
  twoHeads: {
    status,
    zh: '这一户有两个户主，另一个在第 {row} 行。一户只认一个，请把其中一位改成别的关系',
    en: 'This household has two heads, the other in row {row}. Change the relation of one',
  },
  noHead: {
    status,
    zh: '户号 {number} 这一户没有户主。请把其中一位的关系写成“户主”',
    en: 'Household {number} has no head. Mark one member as 户主',
  },
  tooManyMembers: {
    status,
    zh: '户号 {number} 有 {count} 人，不像一家人。请看看户号是不是填成同一个了',
    en: 'Household {number} has {count} members, which no family has. Check whether numbers were copied down',
  },
  negative: {
    status,
    zh: '“{text}”比 0 小，{column}不能是负数。多打了减号就删掉；小生意亏本填 0，本钱写进“可扣除支出”',
    en: '“{text}” is below zero, which {column} cannot be. Remove the minus; for a loss write 0',
  },
  notAnAmount: {
    status,
    zh: '“{text}”不是准数，这里不替人猜。问到准数填数字，如 1234.50；问不到就空着，空着当不知道，不当 0',
    en: '“{text}” is not an exact amount and nothing is guessed. Write a number such as 1234.50, or leave it empty',
  },
  twoReadings: {
    status,
    zh: '“{text}”有两种读法，分不清哪个是小数点。请照发放表写成 1020 或 1,020.00',
    en: '“{text}” can be read in two ways. Write 1020 or 1,020.00',
  },
  dash: {
    status,
    zh: '写的是“{text}”，分不清是没有还是不知道。确实没有写 {none}；不知道就空着',
    en: '“{text}” may mean none or unknown. Write {none} for none; leave it empty when unknown',
  },
  tooLarge: {
    status,
    zh: '“{text}”大得不像真的。请看看是不是多打了几位，或者单位写错了',
    en: '“{text}” is too large to be true. Check the digits and the unit',
  },
  otherUnit: {
    status,
    zh: '这一列按元/{unit}读，格子里写的是“{text}”。请换算好只填数字',
    en: 'This column is read per {unit}, the cell says “{text}”. Convert it and write the number only',
  },
  notACount: {
    status,
    zh: '“{text}”不是个数。请填 0、1、2 这样的整数，不知道就空着',
    en: '“{text}” is not a count. Write 0, 1, 2, or leave it empty',
  },
  notADate: {
    status,
    zh: '“{text}”不是日期。请写成 2019-08-01 或 2019年8月；记不清就空着',
    en: '“{text}” is not a date. Write 2019-08-01 or 2019年8月, or leave it empty',
  },
  noSuchDay: {
    status,
    zh: '“{text}”这一天不存在。请对着材料改，记不清就空着',
    en: '“{text}” does not exist. Correct it or leave it empty',
  },
  dayUnclear: {
    status,
    zh: '“{text}”可能是 1 月，也可能是 10 月。请写成 {year}-01 或 {year}-10',
    en: '“{text}” may be January or October. Write {year}-01 or {year}-10',
  },
  dayNeeded: {
    status,
    zh: '“{text}”没有写到哪一天，生日要写全，如 2019-08-01',
    en: '“{text}” lacks the day; a birth date is written whole, like 2019-08-01',
  },
  inFuture: {
    status,
    zh: '“{text}”还没到。请对着材料改',
    en: '“{text}” lies in the future. Correct it',
  },
  notInList: {
    status,
    zh: '“{text}”不在“{column}”可选的说法里。可以写：{choices}',
    en: '“{text}” is not a choice of {column}. Choices: {choices}',
  },
  didYouMean: {
    status,
    zh: '“{text}”不在“{column}”可选的说法里。是不是“{nearest}”？是就改成它',
    en: '“{text}” is not a choice of {column}. Did you mean “{nearest}”?',
  },
  unknownPlace: {
    status,
    zh: '“{text}”在区划里找不到。请写全名，如“青禾县禾西镇石泾村”，或者写区划代码',
    en: '“{text}” is in no region list. Write the full name or the region code',
  },
  placeNear: {
    status,
    zh: '“{text}”在区划里找不到，最像的是“{nearest}”。是就改成它',
    en: '“{text}” is in no region list; the nearest is “{nearest}”',
  },
  placeTwice: {
    status,
    zh: '叫“{text}”的地方有 {count} 个：{places}。请在前面写上县和镇',
    en: 'There are {count} places called “{text}”: {places}. Write county and town in front',
  },
  gradeWithoutKind: {
    status,
    zh: '残疾类别和等级要么都填，要么都空着，这里只填了一个。请对着残疾证补上',
    en: 'Disability kind and grade are filled in together; one is missing. Compare with the certificate',
  },
  formulaEmpty: {
    status,
    zh: '这一格是公式，没有算出的数（{text}）。公式在这里不计算，请换成数字',
    en: 'This cell holds a formula without a result ({text}). Formulas are not computed here; write the value',
  },
  householdDiffers: {
    status,
    zh: '同一户的“{column}”写了两个不一样的：第 {row} 行是“{other}”，这里是“{text}”。请改成一样的，或者只留户主那行',
    en: '“{column}” differs within the household: row {row} says “{other}”, this one “{text}”. Make them equal or keep one',
  },
  tooLong: {
    status,
    zh: '“{column}”写了 {length} 个字，太长了。请只留 {max} 个字以内',
    en: '“{column}” has {length} characters; keep it within {max}',
  },
})
