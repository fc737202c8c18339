import { defineRefusals } from '#platform/errors/index.ts'

/** What the wire itself can refuse. */
export const httpRefusals = defineRefusals('http', {
  notFound: {
    status: 404,
    zh: '没有这个页面或接口。请检查网址，或回到首页',
    en: 'There is no such page. Check the address or go back to the start',
  },
  wrongAddress: {
    status: 404,
    zh: '这个网址里的编号不对，没有这样的一页。请回到列表，从列表里打开；网址是别人给的，请他再发一次',
    en: 'The number in this address is wrong, there is no such page. Go back to the list and open it from there; if somebody gave you the address, ask for it again',
  },
  badInput: { status: 422, zh: '{problem}', en: '{problem}' },
  notReadable: {
    status: 400,
    zh: '服务器读不懂这次提交的内容。请刷新页面后再试一次',
    en: 'The server could not read what was sent. Reload the page and try again',
  },
  badText: {
    status: 400,
    zh: '文字里有无法保存的字符。请删掉看不见的特殊字符后再提交',
    en: 'The text has a character that cannot be kept. Remove invisible special characters and send it again',
  },
  wrongMedia: {
    status: 415,
    zh: '不支持这种提交格式。请用网页表单、JSON 或文件上传',
    en: 'This kind of content is not accepted. Use a form, JSON or a file upload',
  },
  tooLarge: {
    status: 413,
    zh: '文件太大，没有收下，最多 {limit}。照片请用低一档的清晰度再拍，表格请分成几份，再传',
    en: 'The file is too large and was not taken; the limit is {limit}. Take the photo in a smaller size, or split the sheet, and try again',
  },
  noFile: { status: 422, zh: '没有收到文件。请先选一个文件再上传', en: 'No file arrived. Choose a file first' },
  tooMany: {
    status: 429,
    zh: '请求太频繁了。请等 {seconds} 秒再试',
    en: 'Too many requests. Wait {seconds} seconds and try again',
  },
  notFromHere: {
    status: 403,
    zh: '这次提交不是从本系统的页面发出的，或页面已经过期，所以没有执行。请刷新页面后重新提交',
    en: 'This did not come from a page of this system, or the page has expired, so nothing was done. Reload and send again',
  },
  keyNeeded: {
    status: 400,
    zh: '缺少幂等键，不能保证不重复办理。请刷新页面后重新提交',
    en: 'The idempotency key is missing, so this might be done twice. Send the header Idempotency-Key or reload the page',
  },
  keyReused: {
    status: 409,
    zh: '这个页面已经提交过另一份内容。请刷新页面，核对后再提交',
    en: 'This key was already used for something else. Reload the page, check and send again',
  },
  diskFull: {
    status: 507,
    zh: '服务器磁盘已满，刚才的操作没有保存，原有数据完好。请联系系统管理员腾出空间后再试',
    en: 'The disk of the server is full. Nothing was saved and nothing is lost. Ask the administrator to make room, then try again',
  },
  databaseAway: {
    status: 503,
    zh: '数据库暂时没有应答，刚才的操作没有保存。请稍等一分钟再试',
    en: 'The database does not answer at the moment. Nothing was saved. Try again in a minute',
  },
  databaseLost: {
    status: 503,
    zh: '和数据库的连接断了，刚才的操作可能办成了，也可能没有。请在这一页上再按一次：办成了的不会办两次',
    en: 'The line to the database broke; this may or may not have been done. Press again on this page: what was done is not done twice',
  },
})

/** Who may. */
export const accessRefusals = defineRefusals('access', {
  signInFirst: {
    status: 401,
    zh: '请先登录。您填写的内容还在，登录后可以继续',
    en: 'Sign in first. What you typed is kept and you can go on afterwards',
  },
  notAllowed: {
    status: 403,
    zh: '您的岗位不能“{what}”。需要时请找本单位的安全管理员，岗位由他们设置',
    en: 'Your role may not “{whatEn}”. If you need it, ask the security administrator of your office, who assigns roles',
  },
  purposeNeeded: {
    status: 428,
    zh: '查看个人信息要先说明用途。请填写事由或案件编号',
    en: 'Say first why you open this person’s file: a case number or a sentence',
  },
})
