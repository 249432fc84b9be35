import { Resvg } from '@resvg/resvg-js';
import type { SealDrawing } from './seal-image';

/** Dots per inch of the picture data within a seal. */
const DPI = 300;
const MM_PER_INCH = 25.4;

/** The drawing as PNG on transparent ground, for programs that read no vectors. */
export function sealPng({ svg, width }: SealDrawing, dpi = DPI): Buffer {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: Math.round((width / MM_PER_INCH) * dpi) }, font: { loadSystemFonts: false } });
  return image.render().asPng();
}
