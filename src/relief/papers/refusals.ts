import { defineRefusals } from '#platform/errors/index.ts'

export const paperRefusals = defineRefusals('papers', {
  missingCharacters: {
    status: 422,
    zh: '这几个字现有字库里没有，印出来会是空格：{characters}。请管理员把本单位的 GB 18030 字库放进 fonts 文件夹，再打印',
    en: 'No typeface has these characters: {characters}. Ask the administrator to put the office’s own GB 18030 typeface into the fonts folder, then print again',
  },
  letterNotFound: {
    status: 404,
    zh: '没有找到这份通知书，或者不在您负责的范围内',
    en: 'This letter was not found or is not yours to see',
  },
  noDecision: {
    status: 409,
    zh: '还没有作出决定，没有通知书可以打印',
    en: 'There is no decision yet, so there is no letter to print',
  },
  notYet: {
    status: 409,
    zh: '“{form}”现在还不能打印：{why}',
    en: '“{form}” cannot be printed yet: {why}',
  },
  personMissing: {
    status: 422,
    zh: '授权书一人一份，请先选是谁的。未满 18 岁的由监护人代签，不单独打印',
    en: 'Each adult has an authorisation of their own: choose whose. Guardians sign for children',
  },
  letterNotPrinted: {
    status: 409,
    zh: '通知书还没有打印，不能登记为已送达。请先打印、盖章',
    en: 'The letter has not been printed, so it cannot have been handed over. Print and stamp it first',
  },
  noFile: { status: 422, zh: '请先选一张照片或扫描件', en: 'Choose a photo or a scan first' },
  unreadable: {
    status: 422,
    zh: '照片里没有认出右上角的二维码。请把纸放平、四角拍全、光线亮一些再拍；还认不出，可以人工归类',
    en: 'The code in the corner could not be read. Lay the paper flat, take all four corners in good light and try again; or say yourself what the paper is',
  },
  pdfWithoutPicture: {
    status: 422,
    zh: '这份 PDF 里没有能看的扫描图。请用手机拍照，或者扫成 JPG、PNG 再传',
    en: 'This PDF holds no picture we can look at. Take a photo, or scan it as JPG or PNG',
  },
  notOurPaper: {
    status: 422,
    zh: '这个二维码不是助联打印的文书。请看看是不是扫错了码',
    en: 'This code is not on a paper of ours. Was another code scanned?',
  },
  otherOffice: {
    status: 422,
    zh: '这份文书的办件 {number} 不在您负责的范围内，可能是别的单位的。请交还或转给打印它的窗口',
    en: 'Case {number} of this paper is not yours to see; it may belong to another office. Return it to the desk that printed it',
  },
  otherCase: {
    status: 409,
    zh: '这份文书是办件 {number} 的，不是正在办的这一件。请打开 {number} 再归档',
    en: 'This paper belongs to case {number}, not to this one. Open {number} and file it there',
  },
  otherForm: {
    status: 409,
    zh: '二维码写的是“{found}”，不是“{wanted}”。请重新确认',
    en: 'The code says “{found}”, not “{wanted}”. Confirm again',
  },
  neverComesBack: {
    status: 422,
    zh: '“{form}”是给家庭留存的，不用扫回来',
    en: '“{form}” is for the family to keep and is not scanned back',
  },
  secondPerson: {
    status: 403,
    zh: '这份版式是您传的，要换一个人看过再启用',
    en: 'You brought this layout; somebody else has to look at it and put it in use',
  },
  noTemplate: {
    status: 404,
    zh: '没有这个版本的模板',
    en: 'There is no such version of the template',
  },
  notAWordFile: {
    status: 422,
    zh: '“{name}”不是 Word 文档（.docx）。请在 Word 里另存为 .docx 再传',
    en: '“{name}” is not a Word document (.docx). Save it as .docx and try again',
  },
  templateTooBig: {
    status: 413,
    zh: '“{name}”打开后太大。模板里请不要放大图片',
    en: '“{name}” is too large when unpacked. Leave large pictures out',
  },
  unknownPlaceholder: {
    status: 422,
    zh: '模板里写了“{placeholder}”，没有这一项。能用的有：{known}',
    en: 'The template names “{placeholder}”, which does not exist. There are: {known}',
  },
  brokenTemplate: {
    status: 422,
    zh: '模板里的占位符没有写完整：“{near}”。每个占位符前后各一个花括号，如 {example}',
    en: 'A placeholder in the template is not complete: “{near}”. Each has one brace before and after, as in {example}',
  },
  templateLacks: {
    status: 422,
    zh: '模板里没有“{placeholder}”。通知书必须写明金额或不予确认、理由、救济途径和期限',
    en: 'The template lacks “{placeholder}”. A letter must say the amount or the refusal, the reasons, and how and until when to appeal',
  },
})
