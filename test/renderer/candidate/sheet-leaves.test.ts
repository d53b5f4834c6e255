import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf, pathOf, textOf, valueOf, type Leaf, type SheetValue } from '../../../src-renderer/candidate/sheet/sheet-leaves';

/** Any content a sheet could have: every character, blanks and empty text included, keys with slashes and tildes. */
const text = fc.string({ unit: 'binary' });
const { value: anyValue } = fc.letrec<{ value: SheetValue }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, text, fc.maxSafeInteger(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(text, tie('value'), { maxKeys: 4 })),
}));

function leaf(path: string, type: Leaf['type'], shown: string): Leaf {
  return { path, type, text: shown };
}

describe('values as text', () => {
  it('come back identical, whatever they are and in whatever order they are read', () => {
    fc.assert(fc.property(anyValue.chain((value) => fc.tuple(fc.constant(value), fc.shuffledSubarray(leavesOf(value), { minLength: leavesOf(value).length }))), ([value, leaves]) => {
      expect(valueOf(leaves)).toEqual({ ok: true, value });
    }));
  });

  it('never come back the same when a value or a list is lost', () => {
    const lossy = anyValue.filter((value) => leavesOf(value).some(({ type }) => type !== 'record')).chain((value) => {
      const losable = leavesOf(value).filter(({ type }) => type !== 'record');
      return fc.tuple(fc.constant(value), fc.constantFrom(...losable));
    });
    fc.assert(fc.property(lossy, ([value, lost]) => {
      const read = valueOf(leavesOf(value).filter(({ path }) => path !== lost.path));
      expect(read).not.toEqual({ ok: true, value });
    }));
  });

  it('name places by JSON Pointer', () => {
    expect(pathOf(['corrections', 0, 'a/b~c'])).toBe('/corrections/0/a~1b~0c');
  });

  it('refuse a fraction, which no sheet holds', () => {
    expect(() => textOf(0.5)).toThrow('integers only');
    expect(() => textOf(-0)).toThrow('integers only');
  });
});

describe('leaves that do not fit together', () => {
  const unreadable = (path: string): unknown => ({ ok: false, error: { code: 'unreadable-leaf', path } });

  it('are refused when a place comes twice', () => {
    expect(valueOf([leaf('/name', 'string', '范'), leaf('/name', 'string', '范')])).toEqual(unreadable('/name'));
  });

  it('are refused when a list says another number than it has', () => {
    expect(valueOf([leaf('/materials', 'list', '2'), leaf('/materials/0', 'string', 'ID')])).toEqual(unreadable('/materials'));
  });

  it('are refused when a list has a gap', () => {
    expect(valueOf([leaf('/materials', 'list', '1'), leaf('/materials/1', 'string', 'ID')])).toEqual(unreadable('/materials/0'));
  });

  it.each(['1.5', '01', '+1', '1e3', ' 1', '', '9007199254740993', '-0', '二'])('are refused when %j stands where an integer belongs', (shown) => {
    expect(valueOf([leaf('/revision', 'integer', shown)])).toEqual(unreadable('/revision'));
  });

  it('are refused when something else than the dash stands for null', () => {
    expect(valueOf([leaf('/photo', 'null', '')])).toEqual(unreadable('/photo'));
  });

  it('are refused when a value has entries of its own', () => {
    expect(valueOf([leaf('/exam', 'string', '2026'), leaf('/exam/year', 'integer', '2026')])).toEqual(unreadable('/exam'));
  });

  it('are refused when there are none', () => {
    expect(valueOf([])).toEqual(unreadable(''));
  });

  it('tell an empty list from an empty record', () => {
    expect(valueOf([leaf('/a', 'list', '0'), leaf('/b', 'record', '0')])).toEqual({ ok: true, value: { a: [], b: {} } });
  });
});
