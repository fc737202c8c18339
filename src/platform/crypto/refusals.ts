import { defineRefusals } from '#platform/errors/index.ts'

export const cryptoRefusals = defineRefusals('crypto', {
  cannotOpen: {
    status: 422,
    zh: '有一项密文打不开：它被改动过，或者不属于这里。请运行 npm run zhulian -- verify',
    en: 'A sealed value does not open: it was altered, or belongs elsewhere. Run npm run zhulian -- verify',
  },
  keysMissing: {
    status: 503,
    zh: '找不到主密钥文件 {file}，而这个数据库里已有加密的资料。请把原来的密钥文件放回去（ZHULIAN_KEYS 指向它）；没有它，加密的资料谁也打不开',
    en: 'The master key file {file} is missing, and this database holds sealed data. Put the original file back (ZHULIAN_KEYS names it); without it nobody can open the sealed data',
  },
  keysDiffer: {
    status: 409,
    zh: '主密钥文件 {file} 不是这个数据库的那一把（文件 {found}，数据库 {wanted}）。请换回原来的密钥文件',
    en: 'The master key file {file} is not the one of this database (file {found}, database {wanted}). Put the original file back',
  },
  keysOpenToOthers: {
    status: 503,
    zh: '主密钥文件 {file} 别的用户也能读（权限 {mode}）。请运行：chmod 600 {file}',
    en: 'The master key file {file} can be read by others (mode {mode}). Run: chmod 600 {file}',
  },
  keysUnreadable: {
    status: 503,
    zh: '主密钥文件 {file} 读不懂。请用备份的密钥文件替换它',
    en: 'The master key file {file} cannot be understood. Replace it with your copy of it',
  },
  keysInsideData: {
    status: 422,
    zh: '主密钥文件不能放在数据文件夹里（{file}），否则备份会把它一起带走。请放到别处',
    en: 'The master key file must not lie in the data folder ({file}), or a backup would carry it along. Put it elsewhere',
  },
})
