const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words that say nothing about what is looked for. They are left out, unless there are no others. */
const SILENT_WORDS = new Set([
  '我', '我们', '我想', '我要', '想', '要', '想要', '一家', '怎么', '怎样', '如何', '办', '办理', '需要', '的', '了', '吗', '呢', '在', '和', '给', '请问',
  'a', 'an', 'and', 'can', 'do', 'for', 'how', 'i', 'in', 'my', 'need', 'of', 'please', 'the', 'to', 'want',
]);

/**
 * The words of a text, in lower case and in their order. Chinese is not written with blanks: ICU's dictionary finds the words.
 * The same cut is made on write and on query, so that both sides agree even where the dictionary is wrong.
 */
export function segment(text: string): string[] {
  return [...segmenter.segment(text.normalize('NFKC').toLowerCase())]
    .filter((part) => part.isWordLike)
    .map((part) => part.segment);
}

/** The words of a query that are to be found. */
export function segmentQuery(query: string): string[] {
  const words = [...new Set(segment(query))];
  const telling = words.filter((word) => !SILENT_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}
