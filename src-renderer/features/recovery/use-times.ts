import { useTranslation } from 'react-i18next';

/** Date and time of the desk's clock as this language writes them. */
export function useTimes(): (time: string) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (time) => format.format(new Date(time));
}
