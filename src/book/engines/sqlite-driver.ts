import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import NewestDriver, { type Options } from 'better-sqlite3'
import DriverOfNode20 from 'better-sqlite3-node20'
import { cannot, codeOf } from '#errors.ts'

/** The folder of the built program, set by the build. */
declare const CL_FOLDER: string

const isNode20 = Number.parseInt(process.versions.node, 10) < 22
export const Driver = isNode20 ? DriverOfNode20 : NewestDriver

/**
 * The driver’s native part: the driver itself would look for it beside its own code, which is in the bundle. It takes the loaded
 * part as well as a path, though its types know only the path.
 * @throws cannot, when this Node cannot load it
 */
export function loadNativePart(): Options['nativeBinding'] {
  const require = createRequire(join(CL_FOLDER, 'all.js'))
  try {
    if (isNode20) return require('../native/node20.node')
    return require(join(dirname(require.resolve('better-sqlite3')), 'binding.js')).getBinding()
  } catch (error) {
    throw cannot(
      `The database part of cl cannot be loaded by Node ${process.versions.node} (${codeOf(error) || 'no code'}).`,
      isNode20
        ? 'In the folder of cl, type: npm run install   Or use Node 22, which needs no part of its own.'
        : 'In the folder of cl, type: npm ci',
    )
  }
}
