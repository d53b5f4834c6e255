import { screen, waitFor, within } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMissing, firstEntries, setupInput, withKind } from '../../../src-renderer/features/first-use/first-use-form';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { MOCK_CODE, MOCK_SERVER_PASSWORD } from '../../support/mock-desk-site';
import { showStaffWindow, type ShownDesk } from '../render-desk';

function newDesk(liveObstacles: MockDesk['state']['session']['liveObstacles'] = ['trial-build', 'tcp-reader']): MockDesk {
  return createMockDesk({ signedIn: null, candidates: 0, session: { phase: 'noStore', store: null, liveObstacles } });
}

async function typePins({ user }: ShownDesk, pins: readonly string[]): Promise<void> {
  const fields = await screen.findAllByLabelText('PIN');
  for (const [index, pin] of pins.entries()) {
    const field = fields[index];
    if (field !== undefined) await user.type(field, pin);
  }
}

/** The recovery code is shown; two groups of it are typed back. */
async function writeDownCode({ user }: ShownDesk): Promise<void> {
  const groups = within(await screen.findByRole('list', { name: '恢复码' })).getAllByRole('listitem').map((item) => item.textContent?.slice(1) ?? '');
  expect(groups.join('-')).toBe(MOCK_CODE);
  await user.click(screen.getByRole('button', { name: /已抄写/ }));
  for (const group of [2, 5]) await user.type(screen.getByLabelText(`第 ${group} 组`), (groups[group - 1] ?? ''));
  await user.click(screen.getByRole('button', { name: '核对并继续' }));
}

describe('the first start', () => {
  it('makes a training store with three invented people, who then sign in, and leads to the packages', async () => {
    const shown = showStaffWindow(newDesk());
    await typePins(shown, ['246810', '135791', '112358']);
    await shown.user.click(screen.getByRole('button', { name: '建库并开始' }));
    await writeDownCode(shown);
    await shown.user.click(await screen.findByLabelText(/训练审核员甲/));
    await shown.user.keyboard('246810{Enter}');
    expect(await screen.findByText('还没有考生数据')).toBeInTheDocument();
    await shown.user.click(screen.getByRole('button', { name: '去导入数据包' }));
    expect(await screen.findByRole('button', { name: '选择 .zip 文件…' })).toBeEnabled();
    const made = shown.desk.calls.find(({ channel }) => channel === 'setup.create')?.input;
    expect(made).toMatchObject({ kind: 'training', deskId: 'desk-1', staff: [{ roles: ['reviewer'] }, { roles: ['reviewer'] }, { roles: ['approver', 'administrator'] }] });
  });

  it('offers no live store here, and says for each reason what would change it', async () => {
    showStaffWindow(newDesk());
    expect(await screen.findByRole('radio', { name: '正式' })).toBeDisabled();
    expect(screen.getByText(/请安装正式版本/)).toBeInTheDocument();
    expect(screen.getByText(/读卡器通过网络连接/)).toBeInTheDocument();
  });

  it('begins a live store with no invented person', async () => {
    const { user } = showStaffWindow(newDesk([]));
    await user.click(await screen.findByRole('radio', { name: '正式' }));
    for (const name of screen.getAllByLabelText('姓名')) expect(name).toHaveValue('');
    expect(screen.getByRole('button', { name: '建库并开始' })).toBeDisabled();
  });

  it('is not sent until everyone has typed a PIN', async () => {
    const shown = showStaffWindow(newDesk());
    await typePins(shown, ['246810', '135791']);
    expect(screen.getByText(/请每个人输入自己的 PIN/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '建库并开始' })).toBeDisabled();
  });

  it('keeps two people at least', async () => {
    const { user } = showStaffWindow(newDesk());
    await user.click(await screen.findByRole('button', { name: '移除训练审核员乙' }));
    for (const remove of screen.getAllByRole('button', { name: /^移除/ })) expect(remove).toBeDisabled();
  });

  it('tells a refusal and loses nothing that was typed', async () => {
    const desk = newDesk();
    desk.refuseNext('setup.create', { code: 'pin-too-weak', params: { name: '训练审核员乙' } });
    const shown = showStaffWindow(desk);
    await typePins(shown, ['246810', '1234', '112358']);
    await shown.user.click(screen.getByRole('button', { name: '建库并开始' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('“训练审核员乙”的 PIN 过于简单');
    expect(screen.getAllByLabelText('姓名')[1]).toHaveValue('训练审核员乙');
    expect(screen.getAllByLabelText('PIN')[0]).toHaveValue('246810');
  });
});

describe('what first use asks', () => {
  const names = ['甲', '乙', '丙'];
  const pins = { 0: '246810', 1: '135791', 2: '112358' };

  it('is complete with desk, names, roles and PINs', () => {
    expect(findMissing(firstEntries(names), pins)).toBeNull();
    expect(setupInput(firstEntries(names), pins, null).staff).toHaveLength(3);
  });

  it.each([
    ['a desk id with capitals', { deskId: 'Desk-1' }, 'deskId'], ['an empty desk id', { deskId: '' }, 'deskId'],
    ['a person without a name', { people: [{ key: 0, name: ' ', roles: ['reviewer'] }, { key: 1, name: '乙', roles: ['approver'] }] }, 'names'],
    ['two people of one name', { people: [{ key: 0, name: '乙', roles: ['reviewer'] }, { key: 1, name: '乙 ', roles: ['approver'] }] }, 'sameName'],
    ['a person without a role', { people: [{ key: 0, name: '甲', roles: [] }, { key: 1, name: '乙', roles: ['approver'] }] }, 'roles'],
  ] as const)('is not complete with %s', (_what, part, missing) => {
    expect(findMissing({ ...firstEntries(names), ...part }, pins)).toBe(missing);
  });

  it('gives invented names for practice only, and never takes a name that was typed', () => {
    fc.assert(fc.property(fc.constantFrom('training', 'live'), fc.string({ minLength: 1 }).filter((name) => !names.includes(name)), (kind, typed) => {
      const first = firstEntries(names);
      const entries = { ...first, people: first.people.map((person, index) => (index === 1 ? { ...person, name: typed } : person)) };
      const changed = withKind(withKind(entries, 'live', names), kind, names);
      return changed.people[1]?.name === typed && (kind === 'training') === changed.people.some(({ name }) => names.includes(name));
    }));
  });
});

describe('a store that does not open', () => {
  it.each([
    ['store-damaged', { detail: 'integrity', copy: '/data/copy.db' }, '请不要删除任何文件', 'Delete nothing'],
    ['store-newer', { found: 9, known: 4 }, '请安装新版本', 'Install the newer version'],
    ['store-in-use', { dir: '/data' }, '请关闭另一个窗口', 'Close the other window'],
    ['folder-unwritable', { dir: '/data' }, '数据文件夹不能写入：/data', 'The data folder cannot be written: /data'],
    ['disk-full', {}, '请清理空间后重试', 'Free some space'],
  ] as const)('for %s says in both languages what is wrong and what to do', async (code, params, chinese, english) => {
    showStaffWindow(createMockDesk({ signedIn: null, session: { phase: 'trouble', store: null, trouble: { code, params } } }));
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent(chinese);
    expect(notice).toHaveTextContent(english);
    expect(screen.getByText(new RegExp(code))).toBeInTheDocument();
  });

  it('gives the reasons against a live store', async () => {
    showStaffWindow(createMockDesk({ signedIn: null, session: { phase: 'trouble', store: null, trouble: { code: 'live-store-refused', params: {} }, liveObstacles: ['no-sandbox'] } }));
    expect(within(await screen.findByRole('list')).getByText(/--no-sandbox/)).toBeInTheDocument();
  });

  it('is opened again when asked, and still says why when it does not', async () => {
    const desk = createMockDesk({ signedIn: null, session: { phase: 'trouble', store: null, trouble: { code: 'store-in-use', params: { dir: '/data' } } } });
    const { user } = showStaffWindow(desk);
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: '重试' }));
    await waitFor(() => expect(desk.calls.filter(({ channel }) => channel === 'session.reopenStore')).toHaveLength(1));
    expect(screen.getByRole('alert')).toHaveTextContent('请关闭另一个窗口');
    desk.state.opensNow = createMockDesk({ signedIn: null }).state.session;
    await user.click(await screen.findByRole('button', { name: '重试' }));
    await waitFor(() => expect(screen.getByRole('heading', { name: '登录' })).toBeInTheDocument());
  });
});

describe("a further desk of a site's server", () => {
  it('looks at the server first, keeps what was typed when it is refused, and joins by the recovery code', async () => {
    const { user, desk } = showStaffWindow(newDesk());
    await user.click(await screen.findByText('加入考点的服务器'));
    const look = screen.getByRole('button', { name: '查看服务器' });
    expect(look, 'no server is named yet').toBeDisabled();
    await user.type(screen.getByLabelText('服务器'), 'db');
    await user.type(screen.getByLabelText('该角色的密码'), 'x');
    await user.click(screen.getByRole('button', { name: '选择文件…' }));
    desk.refuseNext('setup.lookAtServer', { code: 'server-unreachable' });
    await user.click(look);
    expect(await screen.findByText(/服务器地址或端口有误/), 'the likeliest cause on a first connection').toBeInTheDocument();
    await user.click(look);
    expect(await screen.findByRole('alert')).toHaveTextContent('不接受该角色的这个密码');
    expect(screen.getByLabelText('服务器')).toHaveValue('db');
    await user.clear(screen.getByLabelText('该角色的密码'));
    await user.type(screen.getByLabelText('该角色的密码'), `${MOCK_SERVER_PASSWORD}{Enter}`);
    expect(await screen.findByText(/测试考点的库，医师资格考试 2026（训练）。已有审核台：desk-1/)).toBeInTheDocument();
    await user.type(screen.getByLabelText('考点的恢复码'), 'x');
    await user.click(screen.getByRole('button', { name: /^加\s?入$/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('第 3 组');
    await user.clear(screen.getByLabelText('考点的恢复码'));
    await user.paste(MOCK_CODE);
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: '登录' })).toBeInTheDocument();
    expect(desk.calls.findLast(({ channel }) => channel === 'setup.join')?.input).toEqual({
      server: { host: 'db', port: 5432, database: 'exam', role: 'desks', password: MOCK_SERVER_PASSWORD, authority: '/home/desk/ca.pem' }, deskId: 'desk-2', recoveryCode: MOCK_CODE, passphrase: null,
    });
  });
});
