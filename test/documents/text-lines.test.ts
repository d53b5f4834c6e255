import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointMark, printable } from '../../src-main/documents/printable';
import { textLines } from '../../src-main/documents/text-lines';

/** Every character is one wide. */
const count = (text: string): number => [...text].length;

describe('breaking a text into lines', () => {
  it('breaks Chinese between any two characters, but never before a closing mark or after an opening one', () => {
    expect(textLines('测试医院，测试', 4, count)).toEqual(['测试医', '院，测试']);
    expect(textLines('测试医（院）', 4, count)).toEqual(['测试医', '（院）']);
  });

  it('keeps words and numbers whole while they fit, and cuts what is wider than a line', () => {
    expect(textLines('编号 990000200001010012 号', 12, count)).toEqual(['编号', '990000200001', '010012 号']);
    expect(textLines('on a desk', 6, count)).toEqual(['on a', 'desk']);
  });

  it('keeps line ends of the text', () => {
    expect(textLines('一\n\n二', 10, count)).toEqual(['一', '', '二']);
  });

  it('loses and adds no character but blanks, and never makes a line too wide', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (text, width) => {
      const lines = textLines(text, width, count);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      expect(lines.filter((line) => count(line) > width)).toEqual([]);
    }));
  });

  it('never cuts a character of two code units in half', () => {
    expect(textLines('𬭎'.repeat(5), 2, count)).toEqual(['𬭎𬭎', '𬭎𬭎', '𬭎']);
  });
});

describe('a character that cannot be printed', () => {
  const onlyAscii = { covers: (codePoint: number) => codePoint >= 0x20 && codePoint < 0x7f };

  it('stands as its code point', () => {
    expect(printable('a𪚥b', onlyAscii)).toBe('a〚U+2A6A5〛b');
    expect(codePointMark(9)).toBe('〚U+0009〛');
  });

  it('leaves line ends as they are, however they were written', () => {
    expect(printable('a\r\nb\rc', onlyAscii)).toBe('a\nb\nc');
  });
});
