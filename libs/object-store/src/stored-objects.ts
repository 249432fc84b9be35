/** What is needed of a database. */
export interface ReferenceReader {
  query<Row>(statement: { name: string; text: string }, values: unknown[]): Promise<Row[]>;
}

/** An object that a row refers to, as the row says it is. */
export interface StoredReference {
  key: string;
  contentType: string;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** A table whose rows refer to objects, seen by the backup. Its library declares it and alone knows the table. */
export interface StoredObjects {
  /** Without schema. */
  table: string;
  /** Folder in which every object has a row here; absent where others lie, too. What has none there is an orphan. */
  folder?: string;
  /** They lie as they are, never encrypted: whoever checks them has no key. */
  plain?: true;
  /** The references in the order of their keys, behind `after`. */
  find(reader: ReferenceReader, after: string | undefined, limit: number): Promise<StoredReference[]>;
  /** True while a row refers to the object. */
  refersTo(reader: ReferenceReader, key: string): Promise<boolean>;
}

export interface ReferenceColumns {
  /** Table without schema. */
  table: string;
  /** Its columns, of type text; the one of the key is unique. */
  key: string;
  contentType: string;
  sha256: string;
  /** As in `StoredObjects`. */
  folder: string;
}

/** References in an ordinary table of the schema `onething`. Names come from code, never from input. */
export function storedObjectsOf({ table, key, contentType, sha256, folder }: ReferenceColumns): StoredObjects {
  const find = `SELECT ${key} AS key, ${contentType} AS "contentType", ${sha256} AS sha256 FROM onething.${table}
    WHERE ($1::text IS NULL OR ${key} > $1) ORDER BY ${key} LIMIT $2`;
  const refers = `SELECT EXISTS (SELECT FROM onething.${table} WHERE ${key} = $1) AS refers`;
  return {
    table,
    folder,
    find: (reader, after, limit) => reader.query<StoredReference>({ name: `objects-find-${table}`, text: find }, [after ?? null, limit]),
    async refersTo(reader, objectKey) {
      const [row] = await reader.query<{ refers: boolean }>({ name: `objects-refer-${table}`, text: refers }, [objectKey]);
      return row!.refers;
    },
  };
}
