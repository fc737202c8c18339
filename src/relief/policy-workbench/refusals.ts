import { defineRefusals } from '#platform/errors/index.ts'

export const workbenchRefusals = defineRefusals('policy-workbench', {
  notFound: {
    status: 404,
    zh: '没有找到这份草稿或版本，或者不归您看',
    en: 'This draft or version was not found, or it is not yours to see',
  },
  noPack: {
    status: 404,
    zh: '没有哪一级给“{programme}”定过规则，起草不了',
    en: 'No level has rules for {programme}, so there is nothing to draft from',
  },
  changedMeanwhile: {
    status: 409,
    zh: '这份草稿刚刚有人改过。请看看现在的样子再改，您写的还在',
    en: 'Somebody has just changed this draft. Look at it again; what you wrote is still here',
  },
  notNow: {
    status: 409,
    zh: '这份草稿现在是“{state}”，不能“{act}”。请刷新，看看到哪一步了',
    en: 'This draft is “{stateEn}” now, so you cannot {actEn}. Reload and see where it stands',
  },
  samePerson: {
    status: 403,
    zh: '动手改过草稿的人不能自己发布。请另一位来复核',
    en: 'Whoever had a hand in a draft does not publish it. Another person must',
  },
  nothingChanged: {
    status: 409,
    zh: '草稿和在用的版本一个字也不差，没有可发布的',
    en: 'The draft says what is in force already; there is nothing to publish',
  },
  notClean: {
    status: 409,
    zh: '还不能往下走：{first}。一共 {count} 处，改好再来',
    en: 'Not yet: {firstEn}. {count} in all; mend them first',
  },
  documentMissing: {
    status: 422,
    zh: '请写明依据的文件（名称和文号）。没有依据的标准不收',
    en: 'Name the document (title and number). A standard without one is not taken',
  },
  startsInThePast: {
    status: 422,
    zh: '版本从 {startsOn} 起用，今天是 {today}，已经过去了。开始日最早是今天；往前补的钱由标准自己的起始日说',
    en: 'The version would start on {startsOn}, before today ({today}). It starts today at the earliest; what is owed for earlier months follows from the day of the standard itself',
  },
  startsBeforeTheLast: {
    status: 409,
    zh: '已经发布的版本从 {last} 起用，新的不能比它更早',
    en: 'The version published last starts on {last}; a new one cannot start before it',
  },
  publishedMeanwhile: {
    status: 409,
    zh: '这一项刚刚由别人发布了第 {serial} 版，您这份是照更早的一版改的，没有发布。请照新的版本重新起草',
    en: 'Version {serial} of this pack has just been published by somebody else; yours was begun from an older one and was not published. Begin again from the new one',
  },
  simulationStopped: {
    status: 409,
    zh: '这次试算已经停了，什么也没有留下。要看结果请再算一次',
    en: 'This try was stopped and nothing of it is kept. Try again to see its result',
  },
  draftNeverPays: {
    status: 409,
    zh: '第 {serial} 版还没有发布，草稿不能拿来发钱。请先由另一位复核发布；在那以前，发放名单照在用的版本',
    en: 'Version {serial} is not published; a draft never pays. Let a second person publish it first; until then pay lists follow the version in force',
  },
  adjustFirst: {
    status: 409,
    zh: '政策第 {serial} 版从 {from} 起用，在发的待遇还没有按它重算，{month} 的名单做不了。请先在政策工作台做调标名单：批准，或者写明不用调',
    en: 'Version {serial} of the policy begins on {from} and the rights that run were not held against it, so the list of {month} cannot be made. Make the adjustment list in the policy workbench first: approve it, or drop it with the reason',
  },
  adjustmentWaits: {
    status: 409,
    zh: '政策第 {serial} 版从 {from} 起用，它的调标名单还等着另一位批准，{month} 的名单做不了。请先批准，或者写明不用调',
    en: 'Version {serial} of the policy begins on {from} and its adjustment list waits for a second person, so the list of {month} cannot be made. Approve it first, or drop it with the reason',
  },
  adjustedAlready: {
    status: 409,
    zh: '这一版已经有一份调标名单了，请打开它；要重做，先作废或撤回那一份',
    en: 'There is a list for this version already; open it, or drop or undo it before making another',
  },
  notThisList: {
    status: 409,
    zh: '这份调标名单现在不能这样办。请看看它现在的样子',
    en: 'This is not possible with the list as it stands now; look at it again',
  },
  leftAloneNotSeen: {
    status: 409,
    zh: '这份名单里有 {count} 户，在另一个决定以前的月份不动；您确认的时候看到的不是这个数，没有批准。请刷新，看过这些户再批准',
    en: 'In this list months before another decision are left alone for {count} households, which is not the count you confirmed, so it was not approved. Reload, look at these households, then approve',
  },
  leftRaisedNotSeen: {
    status: 409,
    zh: '这份名单里还有 {count} 户没有撤回；您确认的时候看到的不是这个数，没有停。请刷新，看过这些户再办',
    en: '{count} households of this list are not taken back, which is not the count you confirmed, so it was not stopped. Reload, look at these households, then decide',
  },
  adjustmentHalfDone: {
    status: 409,
    zh: '政策第 {serial} 版的调标名单正在照着调高，还没有办完，{month} 的名单这会儿不算、不批、不送银行，免得有的户按新的数、有的户按老的数。办完自动放开，请过几分钟再来；停着不动的，打开那份调标名单看是什么拦住了',
    en: 'The adjustment list of version {serial} of the policy is being carried out and is not complete, so the list of {month} is not computed, approved or sent now: some households would be paid the new amount and some the old. It opens by itself when that is done; try again in a few minutes, and where it stands still, open the adjustment list to see what is in the way',
  },
  adjustmentHalfUndone: {
    status: 409,
    zh: '政策第 {serial} 版的调标名单正在撤回，还没有办完，{month} 的名单这会儿不算、不批、不送银行，免得有的户按新的数、有的户按老的数。办完自动放开，请过几分钟再来；停着不动的，打开那份调标名单看是什么拦住了',
    en: 'The adjustment list of version {serial} of the policy is being taken back and that is not complete, so the list of {month} is not computed, approved or sent now: some households would be paid the new amount and some the old. It opens by itself when that is done; try again in a few minutes, and where it stands still, open the adjustment list to see what is in the way',
  },
  sameListPerson: {
    status: 403,
    zh: '做名单的人不能自己批准，提出撤回、提出停下的人不能自己确认。请另一位来办',
    en: 'Who made a list does not approve it, who asked to take it back or to stop that does not do it. Another person must',
  },
  planEmpty: {
    status: 422,
    zh: '方案还放不了行，空着的有：{what}。请填上再放行',
    en: 'The plan cannot be released yet; still empty: {whatEn}. Fill it in first',
  },
  planHasNothing: {
    status: 422,
    zh: '方案里一个标准也没有',
    en: 'The plan holds no standard',
  },
  planClosed: {
    status: 409,
    zh: '这份方案已经放行，不能再改；数在各自的草稿里改',
    en: 'This plan has been released and can no longer be changed; values are changed in its drafts',
  },
  planNotReleased: {
    status: 409,
    zh: '这份方案没有放行，不用收回，直接改就行',
    en: 'This plan has not been released; there is nothing to take back. Change it as it is',
  },
  planAllPublished: {
    status: 409,
    zh: '方案里的标准都已经发布，收不回来。要改的，从发布的版本重新起草',
    en: 'Every standard of the plan has been published, so its release cannot be taken back. To change one, begin a draft from what is published',
  },
  valueMissing: {
    status: 422,
    zh: '“{name}”从 {on} 起的数没有写',
    en: 'The value of “{nameEn}” from {on} is missing',
  },
  valueWrong: {
    status: 422,
    zh: '“{name}”从 {on} 起的值“{value}”不是{type}。请照文件改',
    en: 'The value {value} of “{nameEn}” from {on} is not {typeEn}. Correct it by the document',
  },
  sourceMissing: {
    status: 422,
    zh: '“{name}”从 {on} 起的数没有写依据的文件。没有依据的数不收',
    en: 'The value of “{nameEn}” from {on} names no document. A number without one is not taken',
  },
  dayMissing: {
    status: 422,
    zh: '“{name}”有一行没有写从哪天起，或者写的不是日子：{on}',
    en: 'A row of “{nameEn}” lacks the day it begins, or it is no day: {onEn}',
  },
  rowsOverlap: {
    status: 422,
    zh: '“{name}”在 {on} 重叠：一天有两个数。请改起止日期',
    en: '“{nameEn}” overlaps at {on}: two values on one day. Change the dates',
  },
  rowsApart: {
    status: 422,
    zh: '“{name}”从 {since} 到 {on} 断了，没有数。请补上一行，或者改日期',
    en: '“{nameEn}” has no value from {since} to {on}. Add a row or change the dates',
  },
  endsBeforeItBegins: {
    status: 422,
    zh: '“{name}”从 {since} 起的一行，截止日 {on} 不在它后面',
    en: 'The row of “{nameEn}” from {since} ends on {on}, which is not after it',
  },
  unknownParameter: {
    status: 422,
    zh: '规则里没有“{key}”这个参数',
    en: 'The rules know no parameter {key}',
  },
  ruleRefused: {
    status: 422,
    zh: '规则没有存，原来的还在：{first}（一共 {count} 处）。请改好再存',
    en: 'The rule was not saved, the old one stands: {firstEn} ({count} in all). Mend it and save again',
  },
  caseNotOffered: {
    status: 409,
    zh: '选的算例里有一个已经不是要改的了。请刷新，看看现在的样子再选',
    en: 'One of the chosen cases is no longer to be rewritten. Reload and choose again',
  },
  ownRulesAlready: {
    status: 409,
    zh: '这份草稿已经有自己的规则了',
    en: 'This draft has rules of its own already',
  },
  householdNotFound: {
    status: 404,
    zh: '没有找到户号 {number}，或者不归您看；草稿读不出来的时候也写不成算例',
    en: 'Household {number} was not found or is not yours to see; nor can a case be written while the draft cannot be read',
  },
  unreadable: {
    status: 422,
    zh: '{file} 读不了：{why}',
    en: '{file} cannot be read: {whyEn}',
  },
})
