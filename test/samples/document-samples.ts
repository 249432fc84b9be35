import { itemOf } from '../acceptance/application';
import { type Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { worldOf } from '../acceptance/platform-world';
import { applyForRestaurant, verifyLicence } from '../acceptance/restaurant';
import type { Outcome } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { settle } from '../support/settle';
import type { TestPlatform } from '../support/test-platform';

const SIGN = 'outdoor-sign';

/** A sign that is corrected once, and then refused. @returns where the files of the documents are, by their kind */
export async function documentsOfARefusedSign(platform: TestPlatform): Promise<Map<string, string>> {
  const world = worldOf(platform);
  const [company, clerk] = [await clientOf(world, 'company'), await clientOf(world, 'urbanmanagement.clerk')];
  const caseId = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, caseId);
  const send = async (client: Client, command: string, body: object = {}): Promise<void> => {
    const { id, version } = await itemOf(company, caseId, SIGN);
    client.expect(await client.post<Outcome>(`/api/cases/${caseId}/items/${id}/${command}`, { version, ...body }), 200);
  };
  await send(clerk, 'receive');
  await send(clerk, 'corrections', { points: [
    { field: 'form.case.signText', reason: '招牌文字与营业执照上的字号不一致，请改为“天山味道”，或者说明理由并提供商标授权书。' },
    { field: 'materials.sign-rendering', reason: '效果图未标明招牌的长、宽、厚度及离地高度，请补充标注后重新上传。' },
  ] });
  await send(company, 'corrections/answer', { form: { 'case.signText': '天山味道（和平南路店）' } });
  await handle(world, company, caseId, SIGN, { until: 'examination' });
  await handle(world, company, caseId, SIGN, {
    outcomes: { examination: 'doubtful', decision: 'refuse', siteInspection: 'fail', review: 'refuse' },
    reasons: '经现场勘查，拟设置的招牌下沿距地面1.8米，低于本市户外招牌设置规范要求的2.5米，且遮挡二层消防救援窗口。本机关已于审查期间告知你单位修改方案，你单位表示不作调整。',
  });
  await settle(platform.app);
  const documents = company.expect(await company.get<{ id: string; kind: string; item: string | null }[]>(`/api/cases/${caseId}/documents`), 200);
  return new Map(documents.filter(({ item }) => item === SIGN).map(({ id, kind }) => [kind, `/cases/${caseId}/documents/${id}/file`]));
}
