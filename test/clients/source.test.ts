import { describeClients } from './suite.ts'

describeClients('from source', async () => undefined)
