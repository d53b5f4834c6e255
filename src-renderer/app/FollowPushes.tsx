import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { PushName } from '../../src-preload/contract/desk-api';
import { followPush } from './desk-cache';
import { useDesk } from './desk-client';

/** Keeps the answers of this window in step with what the desk tells it. One per window. */
export function FollowPushes({ pushes }: { pushes: readonly PushName[] }): null {
  const desk = useDesk();
  const client = useQueryClient();
  useEffect(() => {
    const stops = pushes.map((name) => desk.on(name, (value) => followPush(client, name, value)));
    return () => stops.forEach((stop) => stop());
  }, [desk, client, pushes]);
  return null;
}
