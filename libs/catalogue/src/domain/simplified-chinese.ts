/** Traditional characters that are frequent in texts of public services, each followed by its Simplified form. */
const TRADITIONAL = [
  '網网 檔档 電电 腦脑 檢检 視视 資资 訊讯 軟软 體体 設设 連连 線线 專专 戶户 證证 辦办 審审 務务 條条',
  '類类 別别 號号 碼码 單单 據据 簽签 領领 產产 權权 業业 機机 構构 關关 開开 發发 質质 門门 間间 問问',
  '題题 請请 記记 錄录 註注 冊册 時时 實实 現现 對对 應应 無无 為为 與与 於于 個个 這这 該该 將将 從从',
  '來来 後后 會会 經经 過过 還还 進进 遞递 運运 達达 選选 擇择 優优 價价 額额 費费 繳缴 納纳 稅税 險险',
  '療疗 醫医 藥药 傷伤 殘残 養养 婦妇 兒儿 嬰婴 雙双 親亲 歲岁 學学 習习 績绩 書书 館馆 圖图 畫画 處处',
  '報报 導导 師师 員员 職职 勞劳 動动 態态 協协 議议 論论 訂订 計计 劃划 測测 試试 驗验 評评 級级 標标',
  '準准 規规 則则 範范 圍围 築筑 廠厂 場场 區区 縣县 鄉乡 鎮镇 邊边 東东 國国 際际 貿贸 農农 漁渔 環环',
  '錢钱 銀银 帳账 賬账 匯汇 貸贷 債债 財财 購购 買买 賣卖 訴诉 訟讼 調调 節节 點点 執执 嚴严 懲惩 罰罚',
  '監监 護护 長长 幫帮 創创 聯联 繫系 統统 華华 語语 詞词 誤误 復复 複复 雜杂 簡简 備备 補补 給给 終终',
  '結结 續续 總总 製制 裡里 紙纸 團团 隊队 層层 廳厅 麼么',
];
const SIMPLIFIED_OF = new Map(TRADITIONAL.flatMap((row) => row.split(' ').map((pair) => [pair[0]!, pair[1]!] as const)));

/** Words of Taiwan, in Simplified characters, and what mainland services write. */
const TAIWAN_WORDS: readonly (readonly [string, string])[] = [
  ['程式', '程序'],
  ['网路', '网络'],
  ['软体', '软件'],
  ['硬体', '硬件'],
  ['资讯', '信息'],
  ['身分', '身份'],
  ['登入', '登录'],
  ['登出', '退出'],
  ['预设', '默认'],
  ['视窗', '窗口'],
  ['列印', '打印'],
  ['滑鼠', '鼠标'],
  ['伺服器', '服务器'],
  ['资料库', '数据库'],
  ['行动电话', '手机'],
  ['简讯', '短信'],
  ['入口网站', '门户网站'],
  ['网际', '互联网'],
  ['户籍誊本', '户口簿'],
  ['连结', '链接'],
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
