import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/root'
import { licencesInWords } from './licences'

writeFileSync(join(root, 'docs', 'licences.md'), licencesInWords())
