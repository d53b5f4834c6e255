import { measureCard } from './measure-card.ts';
import { inWorkshop } from './workshop.ts';
console.log(JSON.stringify(await inWorkshop((folder) => measureCard(folder)), null, 1));
