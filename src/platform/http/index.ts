export { file, ownPath, page, redirectTo } from './answers.ts'
export { purposeOf, systemCaller } from './caller.ts'
export {
  endpoint,
  route,
  type Ask,
  type Assignment,
  type BodyExample,
  type Caller,
  type Endpoint,
  type FileAnswer,
  type Page,
  type Permission,
  type Person,
  type Redirect,
  type Route,
  type UploadedFile,
  type Visit,
} from './contract.ts'
export { clearKeysBefore } from './command-key-store.ts'
export { newToken, tokenHash } from './cookies.ts'
export { csrfOf } from './csrf.ts'
export { InputRefusal, type InputProblem } from './input.ts'
export { createInside, type AskInside, type Inside, type InsideWish } from './inside.ts'
export { keyJobs } from './jobs.ts'
export { createLogger, describeError, type Logger } from './log.ts'
export { createMetrics, type Metrics } from './metrics.ts'
export { openApi } from './openapi.ts'
export {
  escapeHtml,
  heldField,
  plainDocument,
  plainPages,
  readHeld,
  type HeldForm,
  type SignInAsk,
  type TroublePages,
} from './plain-pages.ts'
export { accessRefusals, httpRefusals } from './refusals.ts'
export { newNonce, pagePolicy } from './security-headers.ts'
export { createServer, type AssetFolder, type ServerNeeds } from './server.ts'
export { bugSentences, type Trouble, type TroubleBody } from './trouble.ts'
export { type FindPerson, type Session, type Sessions } from './visit.ts'
export { type RefusedAccess } from './answer-trouble.ts'
