// Old and variant shapes of kanji, each group ending in the shape they are folded to. For comparing
// names only, never for showing them: 髙橋 stays 髙橋 on the page. The first line is the list the
// duplicate search was tried with; the rest are the old shapes of 当用漢字字体表 (1949) and of
// frequent surnames. 斉 and 斎 are different characters and stay apart.
const groups = `
髙高 﨑嵜崎 澤沢 邊邉辺 齋斎 濱濵浜 廣広 國圀国 櫻桜
𠮷吉 德徳 惠恵 榮栄 嶋嶌島 瀨瀬 眞真 槇槙 淵渕 曾曽 寶寳宝 龍竜 瀧滝 鐵鐡鉄 驛駅 澁渋 縣県 學学 會会
齊斉 醫医 圓円 應応 彌弥 禮礼 壽寿 萬万 與与 佛仏 來来 冨富 嚴厳 圖図 團団 壹壱 實実 寫写 將将 對対 帶帯
廳庁 從従 戰戦 據拠 擔担 攝摂 數数 斷断 晝昼 曉暁 條条 樂楽 樣様 橫横 檢検 權権 歐欧 歷歴 歸帰 殘残 氣気
沒没 淸清 渴渇 溫温 滿満 濟済 濕湿 灣湾 爐炉 爭争 狹狭 獨独 當当 發発 盡尽 禪禅 稻稲 穗穂 粹粋 絲糸 經経
繪絵 續続 總総 綠緑 縱縦 繩縄 聲声 聽聴 臺台 舊旧 莊荘 處処 號号 螢蛍 蟲虫 裝装 覺覚 覽覧 觀観 觸触 證証
譯訳 讀読 豫予 變変 豐豊 賣売 贊賛 踐践 轉転 辭辞 遞逓 遲遅 鄕郷 釀醸 釋釈 鑛鉱 鋪舗 關関 陷陥 隨随 險険
隱隠 雙双 雜雑 靈霊 靜静 顯顕 餘余 驗験 體体 鬪闘 鷄鶏 鹽塩 麥麦 黃黄 點点 黨党 齒歯 龜亀 寬寛 增増 敎教
淨浄 爲為 產産 硏研 稅税 肅粛 薰薫 藏蔵 藝芸 藥薬 衞衛 讓譲 遙遥 鎭鎮 靑青 飮飲 壯壮 峽峡 嶽岳 巖巌 卷巻
參参 吳呉 單単 圍囲 壓圧 奧奥 屬属 廢廃 彈弾 徑径 恆恒 惡悪 戲戯 拂払 拔抜 拜拝 擇択 擴拡 搖揺 敕勅 檜桧
濤涛 禰祢 籠篭 藪薮 賴頼 鄰隣 鍊錬 錢銭 舘館 栁柳 桒桑 彥彦 兒児 劍剣 勞労 勳勲 區区 卽即 塡填 堯尭 姬姫
峯峰 昻昂 晉晋 步歩 每毎 涉渉 淚涙 潛潜 燈灯 犧犠 獻献 瓣辨辯弁 畫画 疊畳 祕秘 穩穏 緖緒 纖繊 萠萌 蟬蝉
輕軽 銳鋭 錄録 霸覇 顏顔 騷騒 髮髪 麴麹 默黙 莖茎 萊莱 虛虚 謠謡 鷗鴎 閒間 譽誉 樓楼 瑤瑶
`

/** Each old or variant kanji with the shape it is folded to. */
export const modernShapes: ReadonlyMap<string, string> = new Map(
  groups
    .trim()
    .split(/\s+/)
    .flatMap((group) => {
      const shapes = [...group]
      const modern = shapes.at(-1) ?? ''
      return shapes.slice(0, -1).map((old) => [old, modern] as const)
    }),
)

const oldShape = new RegExp(`[${[...modernShapes.keys()].join('')}]`, 'gu')

/** Folds old and variant kanji into their modern shapes, for a comparison key. */
export function foldOldKanji(text: string): string {
  return text.replace(oldShape, (old) => modernShapes.get(old) ?? old)
}
