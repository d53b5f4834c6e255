import { localDay } from '../../domain/local-time';
import { err, ok } from '../../domain/result';
import { refusal, type Refusal } from '../../domain/refusal';
import type { DeskReply } from '../../../src-preload/contract/common';
import { answerThrown } from '../../ipc/answer-call';
import type { Desk, OpenDesk } from '../desk';
import { RenderingCache } from '../rendering-cache';
import { keepCapture } from '../../workflows/keep-capture';
import type { Outcome } from '../../workflows/ports';
import { fillGaps, reviewPurpose } from '../../domain/policy-texts';

const LARGEST_EDGE = 4_096;
const SHA256 = /^\/([0-9a-f]{64})$/;

function answer(request: Request, body: Uint8Array | string, mediaType: string, status = 200): Response {
  const origin = request.headers.get('origin');
  const allowed = origin === 'app://staff' || origin === 'app://candidate' ? origin : 'app://staff';
  return new Response(body, { status, headers: { 'content-type': mediaType, 'access-control-allow-origin': allowed, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } });
}

async function watermarkOf(open: OpenDesk): Promise<string | null> {
  const current = await open.ports.store.findCurrentPolicy();
  if (current === null) return null;
  const { policy } = current;
  const date = localDay(open.ports.clock.now(), policy.timeZone);
  return fillGaps(policy.texts.watermark['zh-CN'], { site: policy.site.name, date, desk: open.facts.deskId, purpose: reviewPurpose(policy.exam)['zh-CN'] });
}

async function rendering(open: OpenDesk, cache: RenderingCache, sha256: string, edge: number): Promise<Outcome<Uint8Array>> {
  const watermark = await watermarkOf(open);
  const key = `${sha256} ${edge} ${watermark ?? ''}`;
  const cached = cache.find(key);
  if (cached !== null) return ok(cached);
  const bytes = await open.ports.files.read(sha256);
  if (!bytes.ok) return refusal(bytes.error.code);
  const drawn = await open.images.render(bytes.value, { maxEdge: edge, watermark });
  if (drawn.ok) cache.keep(key, drawn.value);
  return drawn;
}

async function showImage(desk: Desk, cache: RenderingCache, request: Request, url: URL): Promise<Response> {
  const open = desk.findOpen();
  const sha256 = SHA256.exec(url.pathname)?.[1];
  const edge = Number(url.searchParams.get('edge') ?? '1600');
  if (open === null || desk.findActor() === null) return answer(request, '', 'text/plain', 403);
  if (sha256 === undefined || !Number.isInteger(edge) || edge < 16 || edge > LARGEST_EDGE) return answer(request, '', 'text/plain', 404);
  const drawn = await rendering(open, cache, sha256, edge).catch((cause: unknown) => answerThrown(desk.log, 'material.image', cause));
  return drawn.ok ? answer(request, drawn.value, 'image/jpeg') : answer(request, drawn.error.code, 'text/plain', 404);
}

async function takeCapture(desk: Desk, request: Request, url: URL): Promise<DeskReply<{ sha256: string; width: number; height: number; bytes: number }>> {
  const open = desk.findOpen();
  const actor = desk.findActor();
  if (open === null || actor === null) return refusal('not-signed-in');
  const registrationNo = url.searchParams.get('registrationNo') ?? '';
  if (request.body === null) return err<Refusal>({ code: 'bad-input' });
  const bytes = request.body as unknown as AsyncIterable<Uint8Array>;
  return keepCapture(open.ports, open.images, { registrationNo, bytes }, actor).catch((cause: unknown) => answerThrown(desk.log, 'material.capture', cause));
}

/**
 * Images of the desk: `material://image/<sha256>?edge=<px>` answers with a watermarked rendering, never with the stored
 * bytes; `POST material://capture?registrationNo=…` takes a capture in, as a stream that is measured and checked.
 */
export function materialAnswers(desk: Desk): (request: Request) => Promise<Response> {
  const cache = new RenderingCache();
  return async (request) => {
    const url = new URL(request.url);
    if (request.method === 'GET' && url.host === 'image') return showImage(desk, cache, request, url);
    if (request.method === 'POST' && url.host === 'capture') return answer(request, JSON.stringify(await takeCapture(desk, request, url)), 'application/json');
    return answer(request, '', 'text/plain', 404);
  };
}
