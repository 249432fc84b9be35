// Prints a fresh key file (see libs/crypto/README.md). Whoever loses it loses the personal data of the platform.
import { randomBytes } from 'node:crypto';

const versions = (id) => ({ current: id, keys: { [id]: randomBytes(32).toString('base64') } });
console.log(JSON.stringify({ encryption: versions('e1'), blindIndex: versions('b1') }, null, 2));
