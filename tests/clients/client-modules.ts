import { join } from 'node:path'
import { root } from '../support/root'

/** Where the public clients from npm are installed: `npm ci --prefix tests/clients`. */
export const clientModules = join(root, 'tests', 'clients', 'node_modules')
