import { renderSVG } from 'uqr'
import { formOfCode, forms, type PaperForm } from '../forms.ts'

/** What the QR code in the corner of a paper says: which case, which form, and of an authorisation, whose. */
export interface PaperCode {
  readonly number: string
  readonly form: PaperForm
  /** Mark of the person: enough to tell the adults of one household apart, and for nobody else to tell who it is. */
  readonly person: string | null
}

/** A keyed hash of the installation: whoever does not hold the key cannot make up a paper. */
export type CheckOf = (text: string) => Buffer

const layout = /^ZL1:([A-Z]{1,6}(?:-[A-Z0-9]{1,8}){1,4}):([A-Z]{2})(?:\.([0-9A-F]{8}))?:([0-9A-F]{8})$/

/** `ZL1:QH-DB-2026-000123:AP:7C1E930F`; an authorisation adds whose: `AU.91B0C3D4`. Capitals make a smaller code. */
export function writeCode(code: PaperCode, checkOf: CheckOf): string {
  const said = `${code.number}:${forms[code.form].code}${code.person === null ? '' : `.${code.person}`}`
  return `ZL1:${said}:${checkText(said, checkOf)}`
}

/** Null: no paper of ours, or a damaged or made-up code. It says nothing about whether the case exists. */
export function readCode(text: string, checkOf: CheckOf): PaperCode | null {
  const [, number, formCode, person, check] = layout.exec(text.trim()) ?? []
  if (number === undefined || formCode === undefined) return null
  const form = formOfCode(formCode)
  const said = `${number}:${formCode}${person === undefined ? '' : `.${person}`}`
  if (form === null || check !== checkText(said, checkOf)) return null
  return { number, form, person: person ?? null }
}

const checkText = (said: string, checkOf: CheckOf): string => checkOf(said).toString('hex').slice(0, 8).toUpperCase()

/** What is read over the telephone: `7C1E-930F`. */
export const checkWords = (text: string): string => (text.split(':').at(-1) ?? '').replace(/^(....)/, '$1-')

/** A keyed hash of the person in this office: without the key nobody can follow a person from paper to paper. */
export const personMark = (of: { readonly tenant: number; readonly id: string }, markOf: CheckOf): string =>
  markOf(`${of.tenant}:${of.id}`).toString('hex').slice(0, 8).toUpperCase()

/** Level M survives a stain; the border of four modules is what readers need. */
export const drawCode = (text: string): string => renderSVG(text, { ecc: 'M', border: 4 })
