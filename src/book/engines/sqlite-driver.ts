import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import NewestDriver, { type Options } from 'better-sqlite3'
import DriverOfNode20 from 'better-sqlite3-node20'
import { cannot, codeOf } from '#errors.ts'

/** The build sets the folder of the built program. */
declare const CL_FOLDER: string

const isNode20 = Number.parseInt(process.versions.node, 10) < 22
export const Driver = isNode20 ? DriverOfNode20 : NewestDriver

let part: Options['nativeBinding']

/**
 * The driver’s native part: the driver itself would look for it beside its own code, which is in the bundle. It takes the loaded
 * part as well as a path, though its types know only the path.
 * @throws cannot, when this Node cannot load it
 */
export function nativePart(): Options['nativeBinding'] {
  try {
    part ??= isNode20 ? ofNode20() : ofNewestDriver()
    return part
  } catch (error) {
    throw cannot(
      `The database part of cl cannot be loaded by Node ${process.versions.node} (${codeOf(error) || 'no code'}).`,
      isNode20
        ? 'In the folder of cl, type: npm run install   Or use Node 22, which needs no part of its own.'
        : 'In the folder of cl, type: npm ci',
    )
  }
}

/** The part for Node 20; `require` would first look at each folder of its path. */
function ofNode20(): Options['nativeBinding'] {
  const module = { exports: {} as string }
  process.dlopen(module, join(CL_FOLDER, '..', 'native', 'node20.node'))
  return module.exports
}

function ofNewestDriver(): Options['nativeBinding'] {
  const require = createRequire(join(CL_FOLDER, 'all.js'))
  return require(join(dirname(require.resolve('better-sqlite3')), 'binding.js')).getBinding()
}
