import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerPort = null;
GlobalWorkerOptions.workerSrc = workerAddress;

/** Loaded where a PDF is shown: the browser's own viewer needs a frame, and our policy allows none. @throws when it is no PDF */
export async function openPdf(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
  return getDocument({
    data: new Uint8Array(bytes), enableXfa: false,
    // Glyphs as paths: the policy lets no font in that the page does not serve. Chinese without a font of its own is written in the reader's.
    disableFontFace: true, useSystemFonts: true,
    cMapUrl: '/pdf/cmaps/', cMapPacked: true, standardFontDataUrl: '/pdf/fonts/',
  }).promise;
}
export type { PDFDocumentProxy };
