import { ensureBuild } from './build'

// The command behind `npm run build:fresh`: builds only where the sources are newer than the build.
ensureBuild()
