import { flipBits } from '../flip-bits';

const [flips = '150', seed = '1', resumeFrom = '0'] = process.argv.slice(2);

/** `flip-bits FLIPS SEED RESUME-FROM`: one line of JSON after each flip, and the tally at the end. */
await flipBits({ flips: Number(flips), seed: Number(seed), resumeFrom: Number(resumeFrom), onFlip: (tally) => void process.stdout.write(`${JSON.stringify(tally)}\n`) });
