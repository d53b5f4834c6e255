import type { IdCard } from '../domain/id-card';

/** The simulated reader of a training desk, as the training dock drives it. */
export interface TrainingReader {
  present(card: IdCard): void;
  lift(): void;
}
