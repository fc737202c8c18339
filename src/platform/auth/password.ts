import { hash, verify } from '@node-rs/argon2'
import { authRefusals } from './refusals.ts'

export const passwordLengthLeast = 10
/** Longer ones are cut by nobody, but hashing a novel is work for free. */
const passwordLengthMax = 200
/** A word with fewer different signs than this is a pattern. */
const differentSignsLeast = 5

const common = [
  'password',
  '1234567890',
  '0123456789',
  'qwertyuiop',
  '1q2w3e4r5t',
  'admin12345',
  'iloveyou',
  'abc123456',
  'woaini1314',
  '5201314',
]

/** @throws passwordTooShort, passwordTooEasy */
export function checkPassword(password: string, login: string): void {
  if ([...password].length < passwordLengthLeast)
    throw authRefusals.passwordTooShort({ least: passwordLengthLeast }, 'password')
  const plain = password.normalize('NFKC').toLowerCase()
  const isEasy =
    new Set(plain).size < differentSignsLeast ||
    (login !== '' && plain.includes(login.toLowerCase())) ||
    common.some((word) => plain.includes(word)) ||
    password.length > passwordLengthMax
  if (isEasy) throw authRefusals.passwordTooEasy({}, 'password')
}

/** argon2id with 19 MiB and two passes (OWASP's first choice), the library's own default. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'))

/** A hash nobody has the password of: an unknown account takes as long to refuse as a known one. */
const nobody = hash('nobody-has-this-password').catch(() => '')

/** True only for the right password of an account that has one. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const tried = password.slice(0, passwordLengthMax).normalize('NFKC')
  const isRight = await verify(kept ?? (await nobody), tried)
  return kept !== null && isRight
}
