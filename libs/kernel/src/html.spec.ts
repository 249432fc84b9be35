import fc from 'fast-check';
import { html, styleElement } from './html';

test('whatever is put in stands there as text', () => {
  expect(html`<p title="${'"><script>'}">${'<b>&\'`'}</p>`.markup).toBe('<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;&#96;</p>');
});

test('pieces that were made in the same way are put in as they are; what is absent leaves nothing', () => {
  expect(html`<ul>${['<', 'b'].map((text) => html`<li>${text}</li>`)}</ul>${undefined}${false}${0}`.markup).toBe('<ul><li>&lt;</li><li>b</li></ul>0');
});

test('no text makes an element', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"'`]/.test(html`${text}`.markup)));
});

test('a style that could end its element is a mistake', () => {
  expect(() => styleElement('</style><script>')).toThrow(RangeError);
});
