import { describe, expect, it } from 'vitest';
import { loadResourceTables, resourceTablesOnDemand } from '../../src-main/app/resource-tables';

describe('tables that are read on demand', () => {
  it('are the same as those read at once', () => {
    expect({ ...resourceTablesOnDemand('resources') }).toEqual(loadResourceTables('resources'));
  });

  it('are read by the first question and kept for the next', () => {
    const tables = resourceTablesOnDemand('resources');
    expect(tables.nations).toBe(tables.nations);
  });

  it('of a folder that has none fail when they are wanted, not before', () => {
    const tables = resourceTablesOnDemand('resources/nowhere');
    expect(() => tables.categories).toThrow(/ENOENT/);
  });
});
