import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';

const theme = { zeroRuntime: true };

/**
 * The kit draws no styles below: nothing is laid out here, and matching thousands of rules against every element is a third of a
 * story's time. What a style shows or hides is looked at in the real windows (test/e2e).
 */
export function WithoutStyles({ children }: { children: ReactNode }): ReactNode {
  return <ConfigProvider theme={theme}>{children}</ConfigProvider>;
}
