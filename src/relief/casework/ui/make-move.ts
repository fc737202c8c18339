import { useClient } from '#platform/http/client.ts'
import { makeMove, plainMoves } from '../wire.ts'
import { useCaseFile, useMoved } from './case-file.ts'

export type PlainMove = (typeof plainMoves)[number]
export const isPlain = (move: string): move is PlainMove => plainMoves.some((one) => one === move)

export interface MoveWords {
  readonly reason: string
  readonly codes?: Readonly<Record<string, string | number | boolean>>
}

/** Makes a plain move on the version the person has in front of them; everything on the page is read again after it. */
export function useMakeMove(caseId: string) {
  const client = useClient()
  const file = useCaseFile(caseId).data
  const moved = useMoved(caseId)
  return async (move: PlainMove, { reason, codes = {} }: MoveWords, key: string): Promise<void> => {
    await client.call(makeMove, {
      params: { id: caseId },
      body: { move, version: file?.case.version ?? 1, reason: reason === '' ? null : reason, codes },
      key,
    })
    await moved()
  }
}
