import type { ReactNode } from 'react';
import { Drawer, type DrawerProps } from 'antd';
import { findPage } from './page-place';

/** A drawer over the page of the window alone: the bands above it, and what they warn of, stay in the light. */
export function DeskDrawer(props: Omit<DrawerProps, 'getContainer' | 'rootStyle'>): ReactNode {
  return <Drawer {...props} getContainer={() => findPage() ?? document.body} rootStyle={{ position: 'absolute' }} />;
}
