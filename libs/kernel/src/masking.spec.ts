import fc from 'fast-check';
import { maskAddress, maskBankCard, maskCitizenId, maskEmail, maskMobile, maskName, maskValue } from './masking';

test.each([
  ['张三', '张*'], ['张小三', '张*三'], ['欧阳小明', '欧**明'], ['买买提·吐尔逊', '买买提·*'], ['阿依古丽•买买提•肉孜', '阿依古丽·*'],
  ['三', '*'], ['', ''], ['𠮷野家', '𠮷*家'],
])('the name %s is shown as %s', (name, shown) => expect(maskName(name)).toBe(shown));

test('a number is shown shorter to the public than inside', () => {
  expect(maskCitizenId('650102199001010017', 'public')).toBe('6501************17');
  expect(maskCitizenId('650102199001010017', 'internal')).toBe('650102********0017');
  expect(maskCitizenId('6501', 'internal')).toBe('****');
});

test('mobile, bank card, e-mail', () => {
  expect(maskMobile('13812345678')).toBe('138****5678');
  expect(maskMobile('0991-28123')).toBe('**********');
  expect(maskBankCard('4111111111111111')).toBe('************1111');
  expect(maskEmail('someone@example.com')).toBe('s***@example.com');
  expect(maskEmail('nobody')).toBe('***');
});

test.each([
  ['新疆乌鲁木齐市天山区解放北路1号', '新疆乌鲁木齐市天山区***'],
  ['新疆维吾尔自治区喀什地区疏勒县牙甫泉镇3村', '新疆维吾尔自治区喀什地区疏勒县***'],
  ['北京市朝阳区建国路1号', '北京市朝阳区***'],
  ['四川省成都市金牛区', '四川省成都市金牛区***'],
  ['新疆石河子市北泉镇幸福小区5号楼', '新疆石河子市***'],
  ['内蒙古自治区锡林郭勒盟苏尼特左旗1号', '内蒙古自治区锡林郭勒盟苏尼特左旗***'],
  ['解放北路1号', '***'],
])('the address %s is shown as %s', (address, shown) => expect(maskAddress(address)).toBe(shown));

test('the middle of a number never shows', () => {
  const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 18, maxLength: 18 }).map((all) => all.join(''));
  fc.assert(fc.property(digits, (number) => {
    expect(maskCitizenId(number, 'internal').slice(6, 14)).toBe('********');
    expect(maskCitizenId(number, 'public')).toHaveLength(18);
  }));
});

test('a value is masked by its kind; what has no half is hidden whole, what is empty stays so', () => {
  expect(maskValue('name', '张三')).toBe('张*');
  expect(maskValue('citizenId', '650102199001010017')).toBe('650102********0017');
  expect(maskValue('address', '新疆乌鲁木齐市天山区解放北路1号')).toBe('新疆乌鲁木齐市天山区***');
  expect(maskValue('none', 'male')).toBe('male');
  expect(maskValue('full', 3200)).toBe('***');
  expect(maskValue('name', ['张三'])).toBe('***');
  expect([undefined, null, ''].map((value) => maskValue('full', value))).toEqual([undefined, null, '']);
});
