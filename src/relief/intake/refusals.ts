import { defineRefusals } from '#platform/errors/index.ts'

export const intakeRefusals = defineRefusals('intake', {
  draftNotFound: {
    status: 404,
    zh: '没有找到这份没填完的申请，可能已经受理或者删掉了。请在“没填完的”里看看',
    en: 'This draft was not found; it may have been registered or deleted. Look at the list of drafts',
  },
  notFound: {
    status: 404,
    zh: '没有找到这件的申请，或者不在您负责的范围内',
    en: 'The application of this case was not found or is not yours to see',
  },
  registeredAlready: {
    status: 409,
    zh: '这份申请已经登记为 {number}，不用再办一次。请打开那一件接着办',
    en: 'This application is registered as {number} already. Open that case and go on there',
  },
  changedElsewhere: {
    status: 409,
    zh: '“{part}”刚在别处存过（{by}）。您这里打的还在，请先看看那边存的，再决定留哪一份',
    en: '“{part}” was just saved elsewhere ({by}). What you typed is still here; look at what was saved, then choose',
  },
  tooLong: {
    status: 422,
    zh: '“{part}”里有一格太长了，没有存上。请写短一点',
    en: 'A field in “{part}” is too long and was not saved; shorten it',
  },
  unknownProgramme: {
    status: 422,
    zh: '这里不受理“{programme}”。请从列表里选',
    en: '“{programme}” is not taken here; choose from the list',
  },
  unknownPaper: {
    status: 422,
    zh: '没有“{kind}”这种材料，请从列表里选',
    en: 'There is no paper “{kind}”; choose from the list',
  },
  unknownMember: {
    status: 422,
    zh: '这份材料是谁的没有说清，请选家里的一位',
    en: 'It is not clear whose paper this is; choose a member of the family',
  },
  samePaper: {
    status: 409,
    zh: '这一份刚才已经交过了（{kind}），一份不用交两次。要换一份，请先去掉原来那份',
    en: 'This very paper was handed in already ({kind}). To replace it, remove the first one',
  },
  papersMissing: {
    status: 409,
    zh: '还缺 {count} 份材料：{papers}。请收齐，或者一次告知家里要补什么',
    en: 'Papers still missing ({count}): {papers}. Collect them, or ask the family once for all of them',
  },
  nothingMissing: {
    status: 409,
    zh: '材料已经齐了，不用再要，可以受理',
    en: 'Nothing is missing; the application can be accepted',
  },
  askedOnce: {
    status: 409,
    zh: '{on} 已经一次告知过要补的材料，不能再要别的。确有新的情况，请先写明是什么情况',
    en: 'Papers were asked for on {on}, once for all. Only a new fact allows another one: say which',
  },
  onFileElsewhere: {
    status: 409,
    zh: '这家或其中一位正在别处办同类救助，一个人同时只能办一件。请问清家里人在哪里申请的，在那里接着办',
    en: 'This family or one of its members is in an open case of this kind elsewhere. Ask where, and go on there',
  },
  inRegister: {
    status: 409,
    zh: '档案里已经有这家了（户号 {number}）。请在“哪一家”里取出档案，和家里人一起核对成员，再接着填',
    en: 'This family is in the register already (number {number}). Take it from the register, check the members with the family, then go on',
  },
  ownOffice: {
    status: 409,
    zh: '这一户的档案归别的镇街管，这里不能受理。请让家里到管档案的镇街申请，或者先办移交',
    en: 'Another town handles this household, so it cannot be accepted here. Apply there, or have it handed over first',
  },
  notAMember: {
    status: 422,
    zh: '签字的人现在不是这家的成员。请看看家庭成员有没有变',
    en: 'The person is not a member of this household now; see whether the members have changed',
  },
  guardianNeeded: {
    status: 422,
    zh: '{name}未成年或者不能自己做主，要监护人签。请写监护人的姓名和关系',
    en: '{name} is a minor or cannot act alone: a guardian signs. Give the guardian’s name and relation',
  },
  signsAlone: {
    status: 422,
    zh: '{name}是成年人，要本人签，别人不能代签',
    en: '{name} is an adult and signs in person; nobody signs for them',
  },
  signedLater: {
    status: 422,
    zh: '签字日期在今天以后，请核对',
    en: 'The day of the signature lies in the future; check it',
  },
  authorisationOver: {
    status: 422,
    zh: '这份授权 {until} 就到期了，不能再用。请让{name}重新签一份',
    en: 'This authorisation ended on {until} and cannot be used. Have {name} sign a new one',
  },
  authorisationGone: {
    status: 404,
    zh: '没有找到这份授权，或者已经终止',
    en: 'This authorisation was not found or has ended',
  },
  caseOver: {
    status: 409,
    zh: '这件已经办结，不再收材料、不再告知补正。情况有变的，请另起一件或者申请复查',
    en: 'This case is over: no papers are taken or asked for any more. Begin another one, or ask for a review',
  },
  aidNotPaid: {
    status: 409,
    zh: '这件已经办结，也没有在发救助，不再收核对授权。重新申请的，在新的那一件里签',
    en: 'This case is over and no aid is paid, so no authorisation is taken. One who applies again signs in the new case',
  },
  noReceipt: {
    status: 409,
    zh: '还没有受理，没有回执可以补发',
    en: 'Not accepted yet, so there is no receipt to issue again',
  },
  endsBeforeSigning: {
    status: 422,
    zh: '到期日不能早于签字那天',
    en: 'The end cannot be before the day of the signature',
  },
})
