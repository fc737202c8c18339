import { defineRefusals } from '#platform/errors/index.ts'

export const backupRefusals = defineRefusals('backup', {
  external: {
    status: 409,
    zh: '这套系统用的是 DATABASE_URL 指定的数据库，由它自己的备份办法（pg_basebackup、pg_dump）备份；这里只备份内置数据库',
    en: 'This installation uses the database of DATABASE_URL, which is backed up by its own means (pg_basebackup, pg_dump); only the built-in database is backed up here',
  },
  exists: {
    status: 409,
    zh: '{file} 已经有了，备份不覆盖旧文件。请换一个文件名',
    en: '{file} exists already; a backup never overwrites. Choose another name',
  },
  folderNotEmpty: {
    status: 409,
    zh: '{folder} 里已经有数据，恢复不会覆盖它。请用 ZHULIAN_DATA 指一个空文件夹，或者先把它移开',
    en: '{folder} holds data already, and a restore does not overwrite it. Name an empty folder with ZHULIAN_DATA, or move it away first',
  },
  notABackup: {
    status: 422,
    zh: '{file} 不是助联的备份，或者已经损坏：{reason}',
    en: '{file} is not a backup of Zhulian, or it is damaged: {reason}',
  },
  otherVersion: {
    status: 409,
    zh: '这份备份来自 PostgreSQL {found}，这个程序带的是 {ours}。请用做备份的那一版程序恢复',
    en: 'This backup is of PostgreSQL {found}; this program brings {ours}. Restore it with the version of the program that made it',
  },
  keysDiffer: {
    status: 409,
    zh: '这份备份要用主密钥 {wanted} 才打得开，这里的密钥文件是 {found}。请先把当时的密钥文件放好（ZHULIAN_KEYS）',
    en: 'This backup opens with the master key {wanted}; the key file here is {found}. Put the key file of that time in place first (ZHULIAN_KEYS)',
  },
  keysMissing: {
    status: 409,
    zh: '这份备份要用主密钥 {wanted} 才打得开，这里没有密钥文件。请先把当时的密钥文件放好（ZHULIAN_KEYS）',
    en: 'This backup opens with the master key {wanted}, and there is no key file here. Put the key file of that time in place first (ZHULIAN_KEYS)',
  },
})
