import { describe, expect, it } from 'vitest';
import { FIRST_PLACE, keyOf, move, ROOMS } from '../../../src-renderer/app/rooms';

describe('moving between rooms', () => {
  it('begins with the list of cases', () => {
    expect(FIRST_PLACE).toEqual({ room: 'cases', openCase: null });
  });

  it('opens a case over the list from any room', () => {
    for (const room of ROOMS) expect(move({ room, openCase: null }, { open: '20269901000001' })).toEqual({ room: 'cases', openCase: '20269901000001' });
  });

  it('keeps the open case while the person looks into another room', () => {
    const away = move({ room: 'cases', openCase: '20269901000001' }, { go: 'approvals' });
    expect(away).toEqual({ room: 'approvals', openCase: '20269901000001' });
    expect(move(away, { go: 'cases' })).toEqual({ room: 'cases', openCase: '20269901000001' });
  });

  it('goes from the open case to the list on the key of the room, and on closing', () => {
    expect(move({ room: 'cases', openCase: '20269901000001' }, { go: 'cases' }).openCase).toBeNull();
    expect(move({ room: 'cases', openCase: '20269901000001' }, { close: true }).openCase).toBeNull();
  });

  it('gives every room a key of its own', () => {
    expect(ROOMS.map(keyOf)).toEqual(['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5']);
  });
});
