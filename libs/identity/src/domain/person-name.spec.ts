import { comparableName } from './person-name';

test.each([
  ['新疆某某（乌鲁木齐）有限公司', '新疆某某(乌鲁木齐)有限公司'], [' 张 三 ', '张三'], ['Ａｉｇｕｌ', 'aigul'], ['买买提·艾力', '买买提·艾力'],
])('%s is the name %s', (written, name) => expect(comparableName(written)).toBe(comparableName(name)));

test('other signs make another name', () => expect(comparableName('张三')).not.toBe(comparableName('张三丰')));
