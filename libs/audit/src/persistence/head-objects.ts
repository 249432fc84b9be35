import type { StoredObjects, StoredReference } from '@onething/object-store';
import { HEAD_MEDIA_TYPE } from '../tree/head-files';

const FIND = {
  name: 'audit.find-head-objects',
  text: `SELECT h.object_key AS key, '${HEAD_MEDIA_TYPE}' AS "contentType", h.sha256 FROM onething.audit_head h JOIN onething.audit_publication p USING (number)
    WHERE ($1::text IS NULL OR h.object_key > $1) ORDER BY h.object_key LIMIT $2`,
};
const REFERS = { name: 'audit.refers-to-head-object', text: 'SELECT EXISTS (SELECT FROM onething.audit_head WHERE object_key = $1) AS refers' };

/** The files of heads that were written. One whose turn has not come is written by the next worker, also after a restore. */
export const HEAD_OBJECTS: StoredObjects = {
  table: 'audit_head',
  plain: true,
  find: (reader, after, limit) => reader.query<StoredReference>(FIND, [after ?? null, limit]),
  async refersTo(reader, key) {
    return (await reader.query<{ refers: boolean }>(REFERS, [key]))[0]!.refers;
  },
};
