import { describe, expect, it } from 'vitest';
import { recallLanguage, rememberLanguage } from '../../../src-renderer/app/remembered-language';
import { createMockDesk } from '../../support/mock-desk-api';

describe('the language of the counter', () => {
  it('is Chinese until somebody chooses, and when what was kept makes no sense', () => {
    expect(recallLanguage()).toBe('zh-CN');
    window.localStorage.setItem('countersign.language', 'xx');
    expect(recallLanguage()).toBe('zh-CN');
  });

  it('is kept on this machine and told to the desk', () => {
    const desk = createMockDesk();
    window.desk = desk.api;
    rememberLanguage('en');
    expect(recallLanguage()).toBe('en');
    expect(desk.calls).toEqual([{ channel: 'session.setLanguage', input: { language: 'en' } }]);
  });
});
