import { useQueries } from '@tanstack/react-query';
import type { CaseListItem, CaseListPage } from '../../../src-preload/contract/cases';
import { deskQuery, useDesk, useDeskQuery } from '../../app/desk-client';
import { asRefusal, type DeskRefusal } from '../../app/desk-refusal';
import type { CaseFilter } from './case-filter';

/** Rows asked for at once. */
export const PAGE_ROWS = 100;

export interface CasePages {
  /** Null until the first answer. */
  total: number | null;
  /** More than `total` were found than can be paged through. */
  isMore: boolean;
  counts: CaseListPage['countsByState'] | null;
  refusal: DeskRefusal | null;
  askAgain(): void;
  /** Null while the row's page is on its way. */
  rowAt(index: number): CaseListItem | null;
}

/** The rows in view, a page at a time: the list costs the same for a hundred candidates and a hundred thousand. */
export function useCasePages({ text, state }: CaseFilter, firstRow: number, lastRow: number): CasePages {
  const desk = useDesk();
  const filter = { text: text.trim(), states: state === null ? [] : [state], limit: PAGE_ROWS };
  const head = useDeskQuery('cases.list', { ...filter, offset: 0 }, { keepPrevious: true });
  const firstPage = Math.floor(firstRow / PAGE_ROWS);
  const numbers = Array.from({ length: Math.floor(lastRow / PAGE_ROWS) - firstPage + 1 }, (_each, index) => firstPage + index);
  const pages = useQueries({ queries: numbers.map((page) => deskQuery(desk, 'cases.list', { ...filter, offset: page * PAGE_ROWS })) });
  const byNumber = new Map(numbers.map((page, index) => [page, pages[index]?.data?.items]));
  const error = head.error ?? pages.find((page) => page.error !== null)?.error ?? null;
  return {
    total: head.data?.total ?? null,
    isMore: head.data?.isTotalExact === false,
    counts: head.data?.countsByState ?? null,
    refusal: error === null ? null : asRefusal(error),
    askAgain: () => [head, ...pages].forEach((page) => void page.refetch()),
    rowAt: (index) => (byNumber.get(Math.floor(index / PAGE_ROWS)) ?? (index < PAGE_ROWS ? head.data?.items : undefined))?.[index % PAGE_ROWS] ?? null,
  };
}
