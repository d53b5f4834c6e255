import type { ThemeConfig } from 'antd';

/** `desk`: read at arm's length with a mouse and keys. `touch`: the candidate's screen, finger or pen, standing. */
export type DeskSize = 'desk' | 'touch';

const FONTS = '"Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Countersign Han", sans-serif';
export const MONOSPACE = '"Cascadia Mono", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Countersign Han", monospace';

const COLOURS = {
  colorPrimary: '#0f5d66',
  colorInfo: '#0f5d66',
  colorLink: '#0f5d66',
  colorSuccess: '#2c7a4b',
  colorWarning: '#b26a00',
  colorError: '#b3261e',
  // antd derives these from muted colours as grey; a notice must still look like what it says.
  colorSuccessBg: '#e7f3eb',
  colorSuccessBorder: '#a9d0b8',
  colorWarningBg: '#fdf3df',
  colorWarningBorder: '#e2bd7a',
  colorErrorBg: '#fceceb',
  colorErrorBorder: '#e2a6a2',
  colorInfoBg: '#e3f1f2',
  colorInfoBorder: '#9cc7cb',
  colorTextBase: '#16262b',
  colorTextDescription: '#4a5b60',
  colorTextPlaceholder: '#6b7d83',
  colorTextDisabled: '#74848a',
  colorBgLayout: '#eef2f2',
  colorBorder: '#c3ced0',
  colorBorderSecondary: '#dde5e6',
} as const;

const SIZES: Readonly<Record<DeskSize, NonNullable<ThemeConfig['token']>>> = {
  desk: { fontSize: 15, controlHeight: 34, borderRadius: 5, sizeStep: 4 },
  touch: { fontSize: 20, controlHeight: 60, borderRadius: 8, sizeStep: 5 },
};

/** Calm paper and ink: one teal for what to do next, red only for stop. */
export function themeOf(size: DeskSize): ThemeConfig {
  return {
    token: { ...COLOURS, ...SIZES[size], fontFamily: FONTS, fontFamilyCode: MONOSPACE, wireframe: false, motionDurationMid: '0.12s', motionDurationSlow: '0.16s' },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
      Table: { cellPaddingBlock: 8, cellPaddingInline: 12, headerBg: '#f3f6f6' },
      Modal: { titleFontSize: size === 'touch' ? 24 : 17 },
    },
  };
}
