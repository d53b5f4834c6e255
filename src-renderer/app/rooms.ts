/** Rooms of the staff window, in the order of the rail; `Alt+1` opens the first. */
export const ROOMS = ['cases', 'approvals', 'packages', 'readiness', 'staff'] as const;
export type RoomName = (typeof ROOMS)[number];

/** Where the signed-in person is. An open case lies over the list of cases. */
export interface Place {
  room: RoomName;
  openCase: string | null;
}

export type Move = { go: RoomName } | { open: string } | { close: true };

export const FIRST_PLACE: Place = { room: 'cases', openCase: null };

/** Going to another room leaves the open case where it is; it is found again under Cases, at the same step. */
export function move(place: Place, step: Move): Place {
  if ('open' in step) return { room: 'cases', openCase: step.open };
  if ('close' in step) return { ...place, openCase: null };
  const again = step.go === 'cases' && place.room === 'cases';
  return { room: step.go, openCase: again ? null : place.openCase };
}

/** `Alt+1` … `Alt+5`. */
export function keyOf(room: RoomName): string {
  return `Alt+${ROOMS.indexOf(room) + 1}`;
}
