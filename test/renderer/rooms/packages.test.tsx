import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { mockReport } from '../../support/mock-desk-site';
import { showStaffWindow, type ShownDesk } from '../render-desk';

async function atPackages(desk: MockDesk = createMockDesk({ candidates: 0 })): Promise<ShownDesk> {
  const shown = showStaffWindow(desk);
  await screen.findByRole('navigation');
  await shown.user.keyboard('{Alt>}3{/Alt}');
  await screen.findByRole('region', { name: '导入报名数据' });
  return shown;
}

const PROGRESS = { jobId: 'job-1', kind: 'sample', phase: 'images', done: 95, total: 190, bytesDone: 12_500_000, bytesTotal: 25_000_000, remainingMs: 83_000 } as const;

describe('importing', () => {
  it('shows count, size and remaining time, then what came in', async () => {
    const { user, desk } = await atPackages();
    await user.click(screen.getByRole('button', { name: '导入样例数据' }));
    await waitFor(() => expect(desk.calls).toContainEqual({ channel: 'packages.import', input: { source: 'sample' } }));
    act(() => desk.push('packages.progress', PROGRESS));
    expect(await screen.findByText('95 / 190')).toBeInTheDocument();
    expect(screen.getByText('12.5 / 25.0 MB')).toBeInTheDocument();
    expect(screen.getByText('1:23')).toBeInTheDocument();
    act(() => desk.finishJob());
    expect(await screen.findByText('导入完成')).toBeInTheDocument();
    expect(within(screen.getByLabelText('考生')).getByText('24')).toBeInTheDocument();
    expect(screen.queryByText('95 / 190')).toBeNull();
  });

  it.each([['选择 .zip 文件…', 'file'], ['选择文件夹…', 'folder']] as const)('offers %s', async (name, source) => {
    const { user, desk } = await atPackages();
    await user.click(screen.getByRole('button', { name }));
    await waitFor(() => expect(desk.calls).toContainEqual({ channel: 'packages.import', input: { source } }));
  });

  it('offers no sample on a live store', async () => {
    await atPackages(createMockDesk({ session: { store: { kind: 'live', deskId: 'desk-1', site: '测试考点', zone: null, exam: null, examYear: null } } }));
    expect(screen.queryByRole('button', { name: '导入样例数据' })).toBeNull();
  });

  it('goes on while the person is in another room, and is found again', async () => {
    const { user, desk } = await atPackages();
    act(() => desk.push('packages.progress', PROGRESS));
    await user.keyboard('{Alt>}1{/Alt}');
    expect(screen.getByText('进行中 50%')).toBeInTheDocument();
    await user.keyboard('{Alt>}3{/Alt}');
    expect(screen.getByText('95 / 190')).toBeInTheDocument();
  });

  it('is found again by a page that was loaded in the middle of it', async () => {
    const desk = createMockDesk({ candidates: 0 });
    desk.state.packageJobs = { running: PROGRESS, finished: null };
    await atPackages(desk);
    expect(await screen.findByText('95 / 190')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '选择文件夹…' })).toBeDisabled();
    act(() => desk.push('packages.progress', { ...PROGRESS, done: 190 }));
    expect(await screen.findByText('190 / 190')).toBeInTheDocument();
  });

  it('that has only begun says so, without a number that means nothing', async () => {
    const desk = createMockDesk({ candidates: 0 });
    desk.state.packageJobs = { running: { ...PROGRESS, phase: 'other', done: 0, total: 0, bytesDone: 0, bytesTotal: 0, remainingMs: null }, finished: null };
    await atPackages(desk);
    expect(await screen.findByText('处理中')).toBeInTheDocument();
    expect(document.body.textContent).not.toMatch(/NaN|Infinity/);
  });

  it('that failed by a fault of the program names the number that support asks for', async () => {
    const { desk } = await atPackages();
    act(() => desk.push('packages.finished', { jobId: 'job-1', kind: 'import', outcome: 'failed', failure: { code: 'unexpected', params: { incident: '1a2b3c4d' }, incident: '1a2b3c4d' }, report: null, exported: null }));
    expect((await screen.findByRole('alert')).textContent).toContain('1a2b3c4d');
  });

  it('starts nothing else meanwhile', async () => {
    const { desk } = await atPackages();
    act(() => desk.push('packages.progress', PROGRESS));
    await screen.findByText('95 / 190');
    for (const name of ['选择 .zip 文件…', '选择文件夹…', '导入样例数据', '导出结果包…']) expect(screen.getByRole('button', { name })).toBeDisabled();
  });

  it('can be cancelled and then says that nothing changed', async () => {
    const { user, desk } = await atPackages();
    await user.click(screen.getByRole('button', { name: '导入样例数据' }));
    act(() => desk.push('packages.progress', PROGRESS));
    await user.click(await screen.findByRole('button', { name: '取消' }));
    expect(await screen.findByText(/导入已取消，原有数据没有变化/)).toBeInTheDocument();
    expect(desk.calls).toContainEqual({ channel: 'packages.cancel', input: { jobId: 'job-1' } });
  });

  it('that is refused at once says why', async () => {
    const desk = createMockDesk({ candidates: 0 });
    desk.refuseNext('packages.import', { code: 'import-running' });
    const { user } = await atPackages(desk);
    await user.click(screen.getByRole('button', { name: '选择 .zip 文件…' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('正在导入');
  });

  it('of a package that is wrong as a whole shows every reason and no counts', async () => {
    const { desk } = await atPackages();
    const report = { ...mockReport(), refused: true, problems: [{ severity: 'error', code: 'digest-mismatch', row: null, registrationNo: null, column: null, path: 'images/20269901000001/ID_1.jpg', message: { 'zh-CN': '摘要不符', en: 'digest differs' } }] } as const;
    act(() => desk.push('packages.finished', { jobId: 'job-1', kind: 'import', outcome: 'failed', failure: { code: 'import-refused' }, report, exported: null }));
    expect(await screen.findByRole('alert')).toHaveTextContent('没有导入任何内容');
    expect(screen.getByText('文件内容与清单不符')).toBeInTheDocument();
    expect(screen.getByText('images/20269901000001/ID_1.jpg')).toBeInTheDocument();
    expect(screen.queryByLabelText('考生')).toBeNull();
  });
});

describe('problems of a package', () => {
  async function atReport(): Promise<ShownDesk> {
    const shown = await atPackages(createMockDesk());
    act(() => shown.desk.push('packages.finished', { jobId: 'job-1', kind: 'import', outcome: 'done', failure: null, report: mockReport(), exported: null }));
    await screen.findByText('导入完成');
    return shown;
  }

  it('name severity, text and code, row, registration, column and file', async () => {
    await atReport();
    const row = screen.getByText('证件编号校验位错误，该行未收').closest('tr');
    for (const text of ['错误', 'id-check-digit', '25', '20269901000025', '证件编号']) expect(row).toHaveTextContent(text);
    expect(screen.getByText('图片损坏，打不开，未收').closest('tr')).toHaveTextContent('images/20269901000009/DIPLOMA_2.jpg');
  });

  it('give their details in the language of whoever looks, whoever imported', async () => {
    const { user } = await atReport();
    expect(screen.getByText(/证件编号在第 3、26 行/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(await screen.findByText(/idNumber stands in rows 3 and 26/)).toBeInTheDocument();
    expect(screen.queryByText(/证件编号在第 3、26 行/)).toBeNull();
  });

  it('stand in order of weight, and the end of the import names what was left out', async () => {
    const { desk } = await atReport();
    expect(screen.getByText(/考生未收 2 位，图片未收 1 张/)).toBeInTheDocument();
    const report = { ...mockReport(), problems: [...mockReport().problems].reverse() };
    act(() => desk.push('packages.finished', { jobId: 'job-2', kind: 'import', outcome: 'done', failure: null, report, exported: null }));
    const weights = (await screen.findAllByText(/^(错误|提示)$/)).filter((each) => each.closest('tbody') !== null).map((each) => each.textContent?.trim());
    expect(weights.indexOf('提示')).toBe(weights.lastIndexOf('错误') + 1);
  });

  it('lead to the case where there is one, and not to a row that was left out', async () => {
    const { user, desk } = await atReport();
    expect(screen.queryByRole('button', { name: '20269901000025' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '20269901000002' }));
    await waitFor(() => expect(desk.calls).toContainEqual({ channel: 'cases.open', input: { registrationNo: '20269901000002' } }));
  });
});

describe('packages imported before', () => {
  it('are listed with their reports', async () => {
    const { user } = await atPackages(createMockDesk());
    expect(await screen.findByText('2026-03-01 09:00')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /展开行|Expand row/ }));
    expect(await screen.findByText('证件编号重复，这些行均未收')).toBeInTheDocument();
  });

  it('are said to be none in a new store', async () => {
    await atPackages();
    expect(await screen.findByText(/还没有导入过数据包/)).toBeInTheDocument();
  });
});

describe('exporting', () => {
  it('ends with what is in the file and the fingerprint that proves where it comes from', async () => {
    const { user, desk } = await atPackages(createMockDesk());
    await user.click(screen.getByRole('button', { name: '导出结果包…' }));
    await waitFor(() => expect(desk.state.jobs).toHaveLength(1));
    act(() => desk.finishJob());
    for (const text of ['导出完成，已签名', 'result-9901-2026-desk-1.zip', '87', '12', '1,904', '3f:9a:1c:77:0e:52:b8:d4:61:2b:90:aa:4e:f0:13:cc']) expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('that is cancelled left no file', async () => {
    const { desk } = await atPackages(createMockDesk());
    act(() => desk.push('packages.finished', { jobId: 'job-1', kind: 'export', outcome: 'cancelled', failure: null, report: null, exported: null }));
    expect(await screen.findByText(/没有留下文件/)).toBeInTheDocument();
  });

  it('that failed says what to do', async () => {
    const { desk } = await atPackages(createMockDesk());
    act(() => desk.push('packages.finished', { jobId: 'job-1', kind: 'export', outcome: 'failed', failure: { code: 'disk-full' }, report: null, exported: null }));
    expect(await screen.findByRole('alert')).toHaveTextContent('请清理空间后重试');
  });
});
