import { Resvg } from '@resvg/resvg-js';

/** A drawn child before white. */
const DRAWN = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="840" viewBox="0 0 600 840"><rect width="600" height="840" fill="#fff"/>
<path d="M80 840c0-130 90-190 220-190s220 60 220 190z" fill="#7fb0a6"/><path d="M255 590h90v70q-45 40-90 0z" fill="#e9bd98"/>
<ellipse cx="300" cy="430" rx="170" ry="190" fill="#f4cfae"/><path d="M130 410c0-150 80-200 170-200s170 50 170 200c-30-90-90-120-170-120s-140 30-170 120z" fill="#33261f"/>
<circle cx="235" cy="440" r="15" fill="#2b211c"/><circle cx="365" cy="440" r="15" fill="#2b211c"/><path d="M255 525q45 40 90 0" stroke="#b06154" stroke-width="9" fill="none"/>
<circle cx="190" cy="500" r="28" fill="#f0b79a"/><circle cx="410" cy="500" r="28" fill="#f0b79a"/></svg>`;

/** PNG. */
export function childPhoto(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Resvg(DRAWN, { font: { loadSystemFonts: false } }).render().asPng());
}
