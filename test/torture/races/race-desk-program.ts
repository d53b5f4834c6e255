// One desk of a race, as the process of its own that it is: it is told what to do as JSON, says "ready", begins when its
// input ends, and prints what it did.
import { runRaceDesk, type RaceDesk } from './race-desk';

const desk = JSON.parse(process.argv[2] ?? '') as RaceDesk;
process.stdout.write('ready\n');
await new Promise((begin) => process.stdin.resume().on('end', begin));
process.stdout.write(`${JSON.stringify(await runRaceDesk(desk))}\n`);
