import { decodeValue, type EncodedValue, encodeValue, Unsaved } from './storage-codec.ts'

/** One IndexedDB database: its schema and every record. */
export interface SavedDatabase {
  readonly name: string
  readonly version: number
  readonly stores: readonly SavedStore[]
}

interface SavedStore {
  readonly name: string
  readonly keyPath: string | readonly string[] | null
  readonly autoIncrement: boolean
  readonly indexes: readonly SavedIndex[]
  /** Key and value of each record. */
  readonly records: readonly (readonly [EncodedValue, EncodedValue])[]
}

interface SavedIndex {
  readonly name: string
  readonly keyPath: string | readonly string[]
  readonly unique: boolean
  readonly multiEntry: boolean
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const completed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
  })

/** Every database of the document's origin, and what could not be read of it. */
export async function readDatabases(): Promise<{ databases: SavedDatabase[]; notSaved: string[] }> {
  const databases: SavedDatabase[] = []
  const notSaved: string[] = []
  for (const { name, version } of await indexedDB.databases()) {
    if (name !== undefined && version !== undefined) databases.push(await readDatabase(name, notSaved))
  }
  return { databases, notSaved }
}

async function readDatabase(name: string, notSaved: string[]): Promise<SavedDatabase> {
  const db = await settled(indexedDB.open(name))
  try {
    const names = [...db.objectStoreNames]
    if (names.length === 0) return { name, version: db.version, stores: [] }
    const transaction = db.transaction(names, 'readonly')
    // All requests at once: the transaction ends as soon as it has none.
    const read = await Promise.all(
      names.map(async storeName => {
        const store = transaction.objectStore(storeName)
        const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())])
        return { schema: schemaOf(store), keys, values }
      }),
    )
    const stores: SavedStore[] = []
    for (const { schema, keys, values } of read) {
      const records: [EncodedValue, EncodedValue][] = []
      for (const [at, key] of keys.entries()) {
        try {
          records.push([await encodeValue(key), await encodeValue(values[at])])
        } catch (error) {
          if (!(error instanceof Unsaved)) throw error
          notSaved.push(`IndexedDB ${name}/${schema.name}: ${error.message}`)
        }
      }
      stores.push({ ...schema, records })
    }
    return { name, version: db.version, stores }
  } finally {
    db.close()
  }
}

const schemaOf = (store: IDBObjectStore): Omit<SavedStore, 'records'> => ({
  name: store.name,
  keyPath: toKeyPath(store.keyPath),
  autoIncrement: store.autoIncrement,
  indexes: [...store.indexNames].map(indexName => {
    const { name, keyPath, unique, multiEntry } = store.index(indexName)
    return { name, keyPath: toKeyPath(keyPath) ?? '', unique, multiEntry }
  }),
})

const toKeyPath = (path: string | string[] | DOMStringList | null): string | string[] | null =>
  path === null || typeof path === 'string' ? path : [...path]

/** Makes a database as it was saved; there must be none of its name. */
export async function writeDatabase({ name, version, stores }: SavedDatabase): Promise<void> {
  const opening = indexedDB.open(name, version)
  opening.onupgradeneeded = () => {
    for (const { name: storeName, keyPath, autoIncrement, indexes } of stores) {
      const store = opening.result.createObjectStore(storeName, {
        keyPath: keyPath as string | string[] | null,
        autoIncrement,
      })
      for (const index of indexes)
        store.createIndex(index.name, index.keyPath as string | string[], {
          unique: index.unique,
          multiEntry: index.multiEntry,
        })
    }
  }
  const db = await settled(opening)
  try {
    if (stores.length === 0) return
    const decoded = await Promise.all(
      stores.map(async store => ({
        store,
        records: await Promise.all(
          store.records.map(async ([key, value]) => [await decodeValue(key), await decodeValue(value)] as const),
        ),
      })),
    )
    const transaction = db.transaction(
      stores.map(store => store.name),
      'readwrite',
    )
    const done = completed(transaction)
    for (const { store, records } of decoded) {
      const target = transaction.objectStore(store.name)
      for (const [key, value] of records)
        store.keyPath === null ? target.put(value, key as IDBValidKey) : target.put(value)
    }
    await done
  } finally {
    db.close()
  }
}
