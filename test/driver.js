import { fileURLToPath } from 'node:url'
import NewestDriver from 'better-sqlite3'
import DriverOfNode20 from 'better-sqlite3-node20'

const nativeBinding = fileURLToPath(new URL('../native/node20.node', import.meta.url))

class DriverWithPart extends DriverOfNode20 {
  constructor(path, options) {
    super(path, { ...options, nativeBinding })
  }
}

/** The driver of this Node, for tests that look at a book behind the program's back. */
export default Number.parseInt(process.versions.node, 10) < 22 ? DriverWithPart : NewestDriver
