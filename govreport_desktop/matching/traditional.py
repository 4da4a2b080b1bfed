"""The form's own words in traditional characters, sign for sign.

Only signs that the forms' labels and titles hold are listed, with the regional variants: enough
to know a label by, no converter of prose, which stays as it was written.
"""

from __future__ import annotations

_PAIRS = (
    "總总 體体 況况 動动 開开 閉闭 規规 範范 廢废 現现 許许 處处 決决 數数 強强 "
    "業业 費费 額额 單单 萬万 億亿 項项 內内 發发 製制 關关 係系 為为 爲为 與与 "
    "辦办 結结 轉转 繼继 續续 請请 構构 會会 組组 織织 務务 計计 區区 國国 屬属 "
    "穩稳 護护 權权 類类 過过 執执 詢询 無无 沒没 補补 後后 確确 訪访 舉举 報报 "
    "訴诉 複复 復复 當当 認认 獲获 繳缴 納纳 維维 糾纠 審审 議议 經经 訟讼 問问 "
    "題题 進进 設设 監监 應应 據据 統统 稱称 價价 採采 購购 機机 書书 員员 場场 "
    "對对 從从 實实 際际 變变 減减 別别 優优 標标 準准 導导 點点 線线 圖图 條条 "
    "狀状 態态 誌志 責责 帳账 賬账 齊齐 個个 並并 於于 餘余 資资 訊讯 諮咨 號号 "
    "門门 聯联 緊紧 營营 險险 須须 顧顾 顯显 願愿 錄录 錯错 長长 間间 閱阅 陸陆 "
    "隊队 階阶 隨随 難难 電电 響响 頁页 領领 頻频 飛飞 驗验 鎮镇 鄉乡 縣县 嶺岭 "
    "雲云 灣湾 廳厅 檔档 財财 農农 環环 衛卫 讀读 編编 該该 產产 測测 歷历 曆历 "
    "專专 屆届 層层 嚴严 園园 團团 圍围 學学 寫写 將将 島岛 術术 裡里 裏里 見见 "
    "視视 親亲 觀观 訂订 記记 評评 試试 話话 詳详 誤误 說说 調调 談谈 論论 證证 "
    "譯译 貫贯 貿贸 賣卖 質质 較较 輸输 達达 遠远 適适 選选 還还 醫医 釋释 銀银 "
    "錢钱 雜杂 離离 預预 養养 館馆 馬马 黨党 齡龄 們们 來来 倆俩 傳传 償偿 兩两 "
    "冊册 創创 劃划 勞劳 勵励 勢势 協协 參参 雙双 啟启 喪丧 嗎吗 嘆叹 圓圆 壞坏 "
    "壓压 奪夺 奬奖 獎奖 妝妆 孫孙 宮宫 寬宽 寶宝 尋寻 歲岁 幣币 幫帮 幹干 幾几 "
    "庫库 廠厂 廣广 張张 彈弹 徑径 徵征 憑凭 懷怀 戰战 戶户 擔担 擇择 擬拟 擴扩 "
    "攝摄 敗败 敘叙 敵敌 斷断 時时 晉晋 暫暂 曉晓 東东 極极 榮荣 樓楼 樣样 檢检 "
    "歡欢 歸归 殘残 氣气 淨净 滿满 漢汉 潔洁 澤泽 濟济 濕湿 災灾 烏乌 熱热 爭争 "
    "獨独 獻献 畫画 異异 療疗 盡尽 盤盘 礎础 禮礼 種种 積积 窮穷 競竞 筆笔 節节 "
    "簡简 簽签 籌筹 紀纪 約约 紅红 級级 細细 終终 給给 絕绝 網网 緩缓 縮缩 績绩 "
    "罰罚 羅罗 聖圣 聞闻 聲声 職职 聽听 肅肃 腦脑 臨临 舊旧 艦舰 藝艺 藥药 虛虚 "
    "虧亏"
)
_FOLD = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def folded(text: str) -> str:
    """``text`` with the listed signs in simplified form; as long as it was."""
    return text.translate(_FOLD)
