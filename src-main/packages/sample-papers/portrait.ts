/** What makes one drawn person differ from another. No face is drawn: nobody real is meant. */
export interface PortraitLook {
  sex: '男' | '女';
  skin: number;
  hair: number;
  style: number;
  clothes: number;
  glasses: boolean;
}

const SKIN = ['#f2d3b8', '#ecc6a5', '#e4b995', '#f5dcc6', '#d9a982'] as const;
const HAIR = ['#1f1c1b', '#2c2522', '#35291f', '#241f26', '#8c8985'] as const;
const CLOTHES = ['#2f4a6d', '#4a5160', '#6c2f3c', '#33594f', '#f4f6f8', '#5a4a78'] as const;

const SHIRTS = ['#ffffff', '#e8eff6', '#f6eee6'] as const;

/** Hair by sex and style: behind the head, and in front of it. Coordinates of a 300 × 400 portrait. */
const HAIR_STYLES: Readonly<Record<PortraitLook['sex'], readonly { back: string; front: string }[]>> = {
  男: [
    { back: '', front: 'M86 168C80 96 112 74 152 74C194 74 222 98 214 168C208 148 204 136 196 126C168 134 126 132 104 122C94 136 90 150 86 168Z' },
    { back: '', front: 'M86 172C76 104 104 70 150 70C198 70 224 102 214 172C210 150 204 138 198 130C186 112 160 108 116 132C100 140 92 152 86 172Z' },
    { back: '', front: 'M88 160C84 100 114 82 150 82C188 82 216 100 212 160C208 140 200 128 190 122C166 116 132 116 110 122C98 130 92 144 88 160Z' },
  ],
  女: [
    { back: 'M80 300C62 220 66 72 150 72C234 72 238 220 220 300C196 316 104 316 80 300Z', front: 'M88 176C82 112 108 86 150 86C192 86 218 112 212 176C206 154 198 136 176 118C150 140 114 146 96 150C92 158 90 166 88 176Z' },
    { back: 'M78 246C60 168 76 70 150 70C224 70 240 168 222 246C206 256 196 250 192 240L108 240C104 250 94 256 78 246Z', front: 'M86 182C82 114 106 84 150 84C194 84 218 114 214 182C210 160 206 146 202 138C172 146 128 146 98 138C94 146 90 162 86 182Z' },
    { back: 'M150 34C172 34 184 50 180 68C176 84 124 84 120 68C116 50 128 34 150 34Z', front: 'M86 170C80 100 112 72 150 72C188 72 220 100 214 170C208 144 196 122 150 120C104 122 92 144 86 170Z' },
  ],
};

/** Head and shoulders before a white ground, as SVG markup filling `width` × 4/3 `width` at the given place. */
export function portrait(look: PortraitLook, x: number, y: number, width: number): string {
  const skin = pick(SKIN, look.skin);
  const hair = pick(HAIR, look.hair);
  const style = pick(HAIR_STYLES[look.sex], look.style);
  return (
    `<svg x="${x}" y="${y}" width="${width}" height="${(width * 4) / 3}" viewBox="0 0 300 400" overflow="hidden">` +
    `<rect width="300" height="400" fill="#fdfdfd"/>` +
    `<path fill="${hair}" d="${style.back}"/>` +
    `<path fill="${skin}" d="M124 226L176 226L178 286C168 304 132 304 122 286Z"/><path fill="#000" fill-opacity="0.09" d="M124 244C140 262 160 262 176 244L177 262C160 278 140 278 123 262Z"/>` +
    shoulders(look, skin) +
    `<ellipse cx="86" cy="184" rx="11" ry="18" fill="${skin}"/><ellipse cx="214" cy="184" rx="11" ry="18" fill="${skin}"/>` +
    `<path fill="${skin}" d="M88 160C88 112 116 92 150 92C184 92 212 112 212 160C212 214 184 254 150 254C116 254 88 214 88 160Z"/>` +
    `<path fill="#000" fill-opacity="0.05" d="M150 92C184 92 212 112 212 160C212 214 184 254 150 254C178 236 186 208 186 168C186 130 172 104 150 92Z"/>` +
    `<path fill="${hair}" d="${style.front}"/>` +
    (look.glasses ? GLASSES : '') +
    '</svg>'
  );
}

const GLASSES =
  '<g fill="#fff" fill-opacity="0.25" stroke="#3a3d42" stroke-width="3.4"><rect x="104" y="166" width="40" height="28" rx="11"/><rect x="156" y="166" width="40" height="28" rx="11"/><path fill="none" d="M144 176q6 -5 12 0M104 176L90 172M196 176L210 172"/></g>';

/** Jacket or coat over a light shirt. */
function shoulders(look: PortraitLook, skin: string): string {
  const clothes = pick(CLOTHES, look.clothes);
  const shirt = pick(SHIRTS, look.clothes + look.style);
  const edge = clothes === '#f4f6f8' ? 'stroke="#c3cbd4" stroke-width="2"' : '';
  return (
    `<path fill="${clothes}" ${edge} d="M6 404C10 338 58 312 118 288L182 288C242 312 290 338 294 404Z"/>` +
    `<path fill="${shirt}" d="M112 290L150 404L188 290C170 306 130 306 112 290Z"/>` +
    `<path fill="${skin}" d="M118 276L182 276L150 304Z"/><path fill="#000" fill-opacity="0.05" d="M118 276L182 276L150 304Z"/>` +
    `<path fill="#000" fill-opacity="0.13" d="M112 289L86 326L110 336L100 350L150 404ZM188 289L214 326L190 336L200 350L150 404Z"/>` +
    `<path fill="${shirt}" stroke="#000" stroke-opacity="0.16" stroke-width="1.5" d="M120 276L106 298L132 334L150 306ZM180 276L194 298L168 334L150 306Z"/>`
  );
}

function pick<T>(list: readonly T[], i: number): T {
  return list[i % list.length] as T;
}
