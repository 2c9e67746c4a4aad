import { describeApi } from './suite.ts'

describeApi('from source', async () => undefined)
