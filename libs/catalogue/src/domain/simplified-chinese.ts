/** Traditional characters that are frequent in texts of public services, each before its Simplified form. */
const TRADITIONAL = '網网檔档電电腦脑檢检視视資资訊讯軟软體体設设連连線线專专戶户證证照照辦办審审務务條条類类別别號号碼码單单據据簽签領领產产權权業业機机構构關关開开發发質质門门間间問问題题請请記记錄录註注冊册時时實实現现對对應应無无為为與与於于個个這这該该將将從从來来後后會会經经過过還还進进遞递運运達达選选擇择優优價价額额費费繳缴納纳稅税險险療疗醫医藥药傷伤殘残養养婦妇兒儿嬰婴雙双親亲歲岁學学習习績绩書书館馆圖图畫画處处報报導导師师員员職职勞劳動动態态協协會会議议論论訂订計计劃划測测試试驗验評评級级標标準准規规則则範范圍围築筑廠厂場场區区縣县鄉乡鎮镇邊边東东國国際际貿贸農农漁渔產产環环錢钱銀银帳账賬账匯汇貸贷債债財财務务購购買买賣卖訴诉訟讼調调節节點点執执嚴严禁禁懲惩罰罚監监護护長长幫帮創创聯联繫系統统華华語语詞词誤误復复複复雜杂簡简體体備备補补給给終终結结續续總总';
const SIMPLIFIED_OF = new Map<string, string>();
for (let index = 0; index < TRADITIONAL.length; index += 2) {
  if (TRADITIONAL[index] !== TRADITIONAL[index + 1]) SIMPLIFIED_OF.set(TRADITIONAL[index]!, TRADITIONAL[index + 1]!);
}

/** Words of Taiwan, in Simplified characters, and what mainland services write. */
const TAIWAN_WORDS: readonly (readonly [string, string])[] = [
  ['程式', '程序'], ['网路', '网络'], ['软体', '软件'], ['硬体', '硬件'], ['资讯', '信息'], ['身分', '身份'], ['登入', '登录'],
  ['登出', '退出'], ['预设', '默认'], ['视窗', '窗口'], ['列印', '打印'], ['滑鼠', '鼠标'], ['伺服器', '服务器'], ['资料库', '数据库'],
  ['行动电话', '手机'], ['简讯', '短信'], ['入口网站', '门户网站'], ['网际', '互联网'], ['户籍誊本', '户口簿'], ['连结', '链接'],
];

export interface WrongWord {
  found: string;
  instead: string;
}

/** The words of a text that are not written in the Simplified Chinese of the mainland, each once. */
export function findUnsimplified(text: string): WrongWord[] {
  const characters = [...new Set(text)].filter((character) => SIMPLIFIED_OF.has(character));
  const simplified = [...text].map((character) => SIMPLIFIED_OF.get(character) ?? character).join('');
  const words = TAIWAN_WORDS.filter(([word]) => simplified.includes(word)).map(([found, instead]) => ({ found, instead }));
  return [...characters.map((found) => ({ found, instead: SIMPLIFIED_OF.get(found)! })), ...words];
}
