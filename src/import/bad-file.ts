import type { Context } from '#cli/context.ts'
import type { Draft } from '#cli/draft.ts'
import { cannot, UserError } from '#errors.ts'
import { byteOrderMark } from '#formats/encoding/byte-order-mark.ts'
import { counted } from '#views/text.ts'
import { isOfNobody } from './decide/touches.ts'
import type { ImportFile } from './import-file.ts'
import type { ImportPlan } from './plan.ts'

/** `force` lets it replace a file that is there. */
type BadOptions = { skipBad?: string | undefined; force?: true | undefined }

/**
 * The file gets its name only once the other records are in the book; undefined without bad ones.
 * @throws cannot, when no file is named for them
 */
export function draftOfBad(
  { out }: Context,
  files: ImportFile[],
  { bad }: ImportPlan,
  { skipBad, force }: BadOptions,
): Draft | undefined {
  if (bad.length === 0) return undefined
  if (skipBad === undefined) {
    throw cannot(
      `${counted(bad.length, 'record is', 'records are')} bad, so nothing was imported.`,
      bad.some(({ reason }) => isOfNobody(reason))
        ? 'Add those who are not there: --new. Or leave these records out, into a file: --skip-bad bad.csv'
        : 'Put them right; or leave them out, into a file: --skip-bad bad.csv',
    )
  }
  const parts = files.map((file) => {
    const texts = bad.filter((each) => each.file === file).map(({ text }) => text)
    return texts.length === 0 ? [] : [...(file.header === null ? [] : [file.header]), ...texts]
  })
  const isSheet = files.every(({ header }) => header !== null)
  return out.draft(skipBad, `${isSheet ? byteOrderMark : ''}${parts.flat().join('\n')}\n`, { force: force === true })
}

/** @throws cannot, when the file cannot be written; it says that the others are in the book by then */
export function publishBad({ out }: Context, draft: Draft, isWritten: boolean, { skipBad }: BadOptions): void {
  try {
    draft.publish()
  } catch (error) {
    if (!isWritten || !(error instanceof UserError)) throw error
    throw cannot(
      `The others are in the book, but ${error.message}`,
      'To have the bad ones in a file: cl undo, and import again with --skip-bad.',
    )
  }
  out.say(`The bad ones are in ${skipBad}.`)
}
