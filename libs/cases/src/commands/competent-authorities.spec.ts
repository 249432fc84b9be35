import type { CatalogueService } from '@onething/catalogue';
import type { ItemRecord } from '../persistence/case.repository';
import { CompetentAuthorities } from './competent-authorities';

const own = '11650102MB1A00010Q';
const catalogue = {
  authorities: [
    { uscc: own, name: { zh: '天山区公安分局', en: 'Tianshan Police' } }, { uscc: '11650100MB1A00020K', name: { zh: '乌鲁木齐市公安局', en: 'Urumqi Police' } },
  ],
  departments: new Map([['health', { code: 'health', name: { zh: '卫生健康委员会', en: 'Health Commission' } }]]),
};
const authorities = new CompetentAuthorities({ getEdition: () => Promise.resolve({ catalogue }) } as unknown as CatalogueService);
const nameOf = (named: string) => authorities.nameOf({ state: { authorityUscc: own } } as ItemRecord, named);

test.each([
  ['11650100mb1a00020k', '乌鲁木齐市公安局'], ['Urumqi Police', '乌鲁木齐市公安局'], ['health', '卫生健康委员会'], ['卫生健康委员会', '卫生健康委员会'], [' 和田市烟草专卖局 ', '和田市烟草专卖局'],
])('%s is %s', async (named, name) => expect(await nameOf(named)).toBe(name));

test.each([
  [own, 'CASES.COMPETENT_IS_ITSELF'], ['天山区公安分局', 'CASES.COMPETENT_IS_ITSELF'], ['11650100MB1A99999X', 'CASES.NO_SUCH_AUTHORITY'], ['张三13999123456', 'CASES.NO_SUCH_AUTHORITY'],
  ['  ', 'CASES.NO_SUCH_AUTHORITY'],
])('%s is refused: %s', async (named, code) =>
  expect(nameOf(named)).rejects.toMatchObject({ kind: 'invalid', code, extra: { fields: [{ field: 'competent' }] } }));
