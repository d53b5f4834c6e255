import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffView } from '../../../src-preload/contract/session';
import { Drawing } from '../../ui/Drawing';
import { KeyHint } from '../../ui/KeyHint';
import { useHotkeys } from '../../ui/use-hotkeys';
import styles from './PersonList.module.css';

export interface PersonListProps {
  people: readonly StaffView[];
  chosen: string | null;
  onChoose(staffId: string): void;
}

/** The first nine people have a digit of their own. */
const DIGITS = 9;

/** The people of the counter, by name; digits and arrow keys choose. */
export function PersonList({ people, chosen, onChoose }: PersonListProps): ReactNode {
  const { t } = useTranslation();
  useHotkeys(Object.fromEntries(people.slice(0, DIGITS).flatMap(({ id }, index) => [[String(index + 1), () => onChoose(id)], [`Alt+${index + 1}`, () => onChoose(id)]])));
  return (
    <fieldset className={styles.list}>
      <legend className={styles.legend}>{t('sign-in:who')}</legend>
      <div className={styles.people}>
        {people.map((person, index) => (
          <label key={person.id} className={styles.person}>
            <input type="radio" name="sign-in-person" className={styles.radio} checked={person.id === chosen} autoFocus={index === 0} onChange={() => onChoose(person.id)} />
            <Drawing of="person" />
            <span className={styles.text}>
              <span className={styles.name} title={person.name}>{person.name}</span>
              <span className={styles.roles}>{person.roles.map((role) => t(`common:role.${role}`)).join(t('common:listSeparator'))}</span>
            </span>
            {index < DIGITS && <KeyHint keys={String(index + 1)} />}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
