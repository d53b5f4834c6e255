import { join } from 'node:path';
import { fontFiles } from '../documents/fonts';
import { createImageClient, type ImageClient } from '../images/image-client';
import type { WorkPlace } from './heavy-tasks';

/** An image process of one's own; whoever opens it disposes of it. */
export function openImages(place: Pick<WorkPlace, 'nodePath' | 'entriesDir' | 'resourcesDir'>): ImageClient {
  return createImageClient({ nodePath: place.nodePath, entry: join(place.entriesDir, 'image-process.js'), fontFile: fontFiles(place.resourcesDir).regular });
}
