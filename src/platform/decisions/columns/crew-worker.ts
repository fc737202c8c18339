import { parentPort } from 'node:worker_threads'
import { type Sheet, kernelFunctions, work } from './slices.ts'

/** One thread of a crew: instantiates the kernels over the shared memory and takes slices until there are none. */
parentPort?.on('message', (sheet: Sheet) => {
  work(sheet, kernelFunctions(sheet.module, sheet.memory))
  parentPort?.postMessage('done')
})
