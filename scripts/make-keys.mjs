// Prints a fresh key file (see libs/crypto/README.md). Whoever loses it loses the personal data of the platform.
import { generateKeyPairSync, randomBytes } from 'node:crypto';

const versions = (id, key) => ({ current: id, keys: { [id]: key.toString('base64') } });
const signingKey = generateKeyPairSync('ec', { namedCurve: 'SM2' }).privateKey.export({ type: 'pkcs8', format: 'der' });
console.log(JSON.stringify({
  encryption: versions('e1', randomBytes(32)), blindIndex: versions('b1', randomBytes(32)), signing: versions('s1', signingKey),
}, null, 2));
