import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { groupedFingerprint } from '../../../src-renderer/ui/fingerprint';
import { MOCK_OTHER_DESK } from '../../support/mock-desk-desks';
import { MOCK_STAFF } from '../../support/mock-desk-people';
import { showStaffWindow, type ShownDesk } from '../render-desk';

const approver = MOCK_STAFF.find(({ roles }) => roles.includes('approver'))!;

async function at(room: string, desk: MockDesk = createMockDesk()): Promise<ShownDesk> {
  const shown = showStaffWindow(desk);
  await screen.findByRole('navigation');
  await shown.user.keyboard(`{Alt>}${room}{/Alt}`);
  return shown;
}

describe('readiness', () => {
  it('lists what must be mended first, each in words', async () => {
    await at('4');
    const checks = within(await screen.findByRole('region', { name: '开工前检查' })).getAllByRole('listitem');
    expect(checks.map((check) => check.getAttribute('data-state'))).toEqual(['fault', 'attention', 'attention', 'ok', 'ok']);
    expect(checks[0]).toHaveTextContent('磁盘空间');
    expect(checks[0]).toHaveTextContent('需处理');
    expect(checks[0]).toHaveTextContent('只剩 1 GiB');
  });

  it('is checked again when asked', async () => {
    const { user, desk } = await at('4');
    await screen.findByText('打印机');
    desk.state.readiness = [{ id: 'printer', state: 'ok', detail: 'ready', params: {} }];
    await user.click(screen.getByRole('button', { name: '重新检查' }));
    await waitFor(() => expect(screen.queryByText('需处理')).toBeNull());
  });

  it('plans no backups on a desk whose server is backed up by its own tools', async () => {
    const desk = createMockDesk();
    const { user } = await at('4', desk);
    expect(await screen.findByRole('region', { name: '备份' })).toBeInTheDocument();
    desk.state.readiness = [{ id: 'serverBackup', state: 'fault', detail: 'old', params: { at: '2026-03-01 03:00' } }];
    await user.click(screen.getByRole('button', { name: '重新检查' }));
    expect(await screen.findByText(/服务器上次登记的备份是 2026-03-01 03:00/)).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: '备份' })).toBeNull();
  });

  it('checks the audit chain and says how long it is', async () => {
    const { user } = await at('4');
    await user.click(await screen.findByRole('button', { name: '立即校验' }));
    expect(await screen.findByText('审计链完整，共 412 条记录。')).toBeInTheDocument();
  });

  it('says to stop when the chain does not hold, and from where', async () => {
    const desk = createMockDesk();
    desk.api.audit.verify = () => Promise.resolve({ ok: true, value: { sound: false, events: 412, firstBroken: 77 } });
    const { user } = await at('4', desk);
    await user.click(await screen.findByRole('button', { name: '立即校验' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('第 77 条');
  });
});

describe('the desks of a site', () => {
  async function consent({ user }: ShownDesk, pin: string): Promise<void> {
    await user.type(within(await screen.findByRole('dialog')).getByLabelText('PIN'), `${pin}{Enter}`);
  }

  it('another desk brings a file; an approver compares its fingerprint and consents', async () => {
    const shown = await at('5');
    const panel = await screen.findByRole('region', { name: '本考点的审核台' });
    await shown.user.click(await within(panel).findByRole('button', { name: /认可另一台的文件/ }));
    expect(await screen.findByRole('dialog')).toHaveTextContent(groupedFingerprint(MOCK_OTHER_DESK));
    await consent(shown, '000000');
    expect(await within(screen.getByRole('dialog')).findByRole('alert')).toHaveTextContent('PIN');
    await consent(shown, approver.pin);
    expect(await within(panel).findByText(/已认可 desk-2/)).toBeInTheDocument();
    expect(within(panel).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/desk-1.*已认可/), expect.stringMatching(/desk-2.*已认可/)]);
    expect(within(panel).queryByRole('button', { name: /申请认可/ }), 'the site asks nobody').toBeNull();
  });

  it('a file that does not fit is told before anybody is asked for a PIN', async () => {
    const desk = createMockDesk();
    desk.refuseNext('desks.chooseFile', { code: 'desk-file-of-other-site', params: { theirs: '另一考点 2026', ours: '测试考点 2026' } });
    const { user } = await at('5', desk);
    await user.click(await screen.findByRole('button', { name: /接受已认可的文件/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('文件属于 另一考点 2026');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the card reader', () => {
  it('is told with its way, its model and the number of its module', async () => {
    await at('4');
    const panel = await screen.findByRole('region', { name: '读卡器' });
    await waitFor(() => expect(panel).toHaveTextContent('USB（厂商类） · SDT USB (0400:C35A)'));
    expect(panel).toHaveTextContent('05.02-20200101-0001234567-0305419896');
    expect(panel).toHaveTextContent('本次启动后尚未读卡');
  });

  it('tests itself when asked', async () => {
    const { user } = await at('4');
    await user.click(await screen.findByRole('button', { name: '自检' }));
    expect(await screen.findByText('安全模块自检正常。')).toBeInTheDocument();
  });

  it('that does not answer its test is told with what to do', async () => {
    const desk = createMockDesk();
    desk.api.reader.selfTest = () => Promise.resolve({ ok: true, value: { outcome: 'silent' } });
    const { user } = await at('4', desk);
    await user.click(await screen.findByRole('button', { name: '自检' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('请拔下 USB 线');
  });
});

describe('the settings of the card reader', () => {
  async function asAdministrator(changes: (desk: MockDesk) => void = () => undefined): Promise<ShownDesk> {
    const desk = createMockDesk({ signedIn: '周知远' });
    changes(desk);
    return at('4', desk);
  }

  it('are an administrator’s', async () => {
    await at('4');
    await screen.findByText('05.02-20200101-0001234567-0305419896');
    expect(screen.queryByRole('button', { name: '更换读卡器' })).toBeNull();
  });

  it('offer what is attached, and are in force at once', async () => {
    const { user, desk } = await asAdministrator();
    await user.click(await screen.findByRole('button', { name: '更换读卡器' }));
    await user.click(screen.getByRole('combobox', { name: '连接方式' }));
    await user.click(await screen.findByTitle('USB（厂商类）'));
    expect(screen.getByRole('button', { name: '使用这台' })).toBeDisabled();
    await user.click(screen.getByRole('combobox', { name: '设备编号' }));
    await user.click(await screen.findByText('SDT USB (0400:C35A) · 0400:c35a'));
    await user.click(screen.getByRole('button', { name: '使用这台' }));
    expect(await screen.findByText('已换用，立即生效。')).toBeInTheDocument();
    expect(desk.calls).toContainEqual({ channel: 'reader.choose', input: { carrier: 'usb', at: '0400:c35a' } });
  });

  it('take the helper that was chosen among the files, and keep what was typed when none was', async () => {
    const { user, desk } = await asAdministrator((given) => { given.state.readerSettings = { ...given.state.readerSettings, choice: { carrier: 'helper', program: '/opt/old', options: [] } }; });
    await user.click(await screen.findByRole('button', { name: '更换读卡器' }));
    const program = screen.getByRole('textbox', { name: '辅助程序' });
    await user.click(screen.getByRole('button', { name: '选择文件…' }));
    await waitFor(() => expect(screen.getByRole('button', { name: '选择文件…' })).not.toHaveClass('ant-btn-loading'));
    expect([desk.calls.filter(({ channel }) => channel === 'reader.chooseProgram').length, (program as HTMLInputElement).value]).toEqual([1, '/opt/old']);
    desk.state.chosenProgram = '/opt/vendor/helper';
    await user.click(screen.getByRole('button', { name: '选择文件…' }));
    await waitFor(() => expect(program).toHaveValue('/opt/vendor/helper'));
  });

  it('that are refused say why and keep what was typed', async () => {
    const { user } = await asAdministrator((desk) => { desk.state.readerSettings = { ...desk.state.readerSettings, choice: { carrier: 'serial', path: '/dev/ttyUSB7', baudRate: 9_600 } }; });
    await user.click(await screen.findByRole('button', { name: '更换读卡器' }));
    await user.click(screen.getByRole('button', { name: '使用这台' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('本机没有串口 /dev/ttyUSB7');
    expect(screen.getByRole('combobox', { name: '串口' })).toHaveValue('/dev/ttyUSB7');
  });

  it('say who else named the reader, and that an address makes no sense', async () => {
    await asAdministrator((desk) => { desk.state.readerSettings = { ...desk.state.readerSettings, fixedBy: 'tcp://127.0.0.1:4001' }; });
    expect(await screen.findByText(/COUNTERSIGN_ID_READER 指定（tcp:\/\/127.0.0.1:4001）/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '更换读卡器' })).toBeNull();
  });
});

describe('the people of the site', () => {
  it('are listed with their roles', async () => {
    await at('5');
    const row = (await screen.findByText('周知远')).closest('tr');
    expect(row).toHaveTextContent('审批人');
    expect(row).toHaveTextContent('管理员');
  });

  it('are added by an administrator, the PIN typed twice', async () => {
    const { user, desk } = await at('5', createMockDesk({ signedIn: '周知远' }));
    await user.type(await screen.findByLabelText('姓名'), '江映月');
    await user.type(screen.getByLabelText('PIN'), '864209');
    await user.type(screen.getByLabelText('再输一次 PIN'), '864208');
    expect(await screen.findByText('两次输入不一致')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '添加' })).toBeDisabled();
    await user.clear(screen.getByLabelText('再输一次 PIN'));
    await user.type(screen.getByLabelText('再输一次 PIN'), '864209');
    await user.click(screen.getByRole('button', { name: '添加' }));
    expect(await screen.findByText('已添加江映月，现在可以登录。')).toBeInTheDocument();
    expect(await screen.findByText('江映月', { selector: 'td *' })).toBeInTheDocument();
    expect(desk.calls).toContainEqual({ channel: 'staff.add', input: { name: '江映月', pin: '864209', roles: ['reviewer'], commandId: expect.any(String) as string } });
    expect(screen.getByLabelText('PIN')).toHaveValue('');
  });

  it('are not added by anybody else', async () => {
    await at('5');
    expect(await screen.findByText(/只有管理员可以添加人员/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '添加' })).toBeNull();
  });

  it('have different names', async () => {
    const { user } = await at('5', createMockDesk({ signedIn: '周知远' }));
    await user.type(await screen.findByLabelText('姓名'), '林一舟');
    await user.type(screen.getByLabelText('PIN'), '864209');
    await user.type(screen.getByLabelText('再输一次 PIN'), '864209');
    await user.click(screen.getByRole('button', { name: '添加' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('已有同名人员“林一舟”');
    expect(screen.getByLabelText('姓名')).toHaveValue('林一舟');
  });
});

describe('a policy that came with a package', () => {
  const DIGEST = 'c'.repeat(64);
  const withPolicy = (signedIn: string) => {
    const desk = createMockDesk({ signedIn });
    const differences = [{ path: 'checks.count', inForce: '2', proposed: '1' }, { path: 'materials.UNIT_PROOF', inForce: null, proposed: '{"max":4}' }];
    desk.state.policy = { ...desk.state.policy, waiting: { packageId: 'package-2', importedAt: '2026-03-01T09:12:00+08:00', digest: DIGEST, differences, problems: [] } };
    return desk;
  };

  it('is shown difference by difference to an administrator, who puts it in force with a PIN', async () => {
    const { user, desk } = await at('5', withPolicy('周知远'));
    const row = (await screen.findByText('checks.count')).closest('tr');
    expect([...row!.querySelectorAll('td')].map(({ textContent }) => textContent)).toEqual(['checks.count', '2', '1']);
    expect(screen.getByText('materials.UNIT_PROOF').closest('tr')).toHaveTextContent('没有这一项');
    await user.click(screen.getByRole('button', { name: '采用这份规则' }));
    const dialog = await screen.findByRole('dialog', { name: '采用这份规则' });
    await user.type(within(dialog).getByLabelText('PIN'), '112358{Enter}');
    expect(await screen.findByText('新规则已生效，并写入审计日志。')).toBeInTheDocument();
    expect(desk.calls).toContainEqual({ channel: 'policy.adopt', input: { digest: DIGEST, administrator: { staffId: 'staff-zhou', pin: '112358' } } });
    expect(screen.queryByText('checks.count')).toBeNull();
  });

  it('waits, as everybody else is told here and where packages are, without a way to adopt it', async () => {
    const { user } = await at('5', withPolicy('林一舟'));
    expect(await screen.findByText(/有 2 处不同，等待管理员决定/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '采用这份规则' })).toBeNull();
    await user.keyboard('{Alt>}3{/Alt}');
    expect(await screen.findByText('数据包带有另一份考点规则，等待管理员决定')).toBeInTheDocument();
  });

  it('that is faulty says what is wrong, and nobody can adopt it', async () => {
    const desk = withPolicy('周知远');
    desk.state.policy.waiting = { packageId: 'package-2', importedAt: '2026-03-01T09:12:00+08:00', digest: null, differences: [], problems: [{ 'zh-CN': 'retentionDays：值不正确', en: 'retentionDays: wrong value' }] };
    await at('5', desk);
    expect(await screen.findByText('retentionDays：值不正确')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '采用这份规则' })).toBeNull();
  });
});
