"""What a site prints around an article: words of the page, and of no report."""

from __future__ import annotations

import re

ABOVE = re.compile(
    r"^(?:(?:发布|更新|添加|发表|撰写|编辑|公开|生成|上传)(?:时间|日期|机构|单位|部门|类型|方式|来源|人)|"
    r"(?:文章|信息|稿件)?来源|来自|作者|编辑|投稿|浏览(?:次数|量)?|阅读(?:次数|量|字号)?|访问(?:次数|量)|"
    r"点击(?:数|率|量|次数|查看解读)?|字号|字体|索引号|发文(?:机关|机构|单位|日期|字号)?|成文日期|"
    r"打印|分享|当前位置|您(?:现在|当前)?(?:所在)?的?位置|首页|文号|责任编辑|时间|日期|有效性|标题|"
    r"主题(?:分类|词)?|组配分类|名称|登录|无障碍|关怀版|用微信扫.*|附件)(?:[\d\s:：>（(\]】\[]|$)"
)
# What sites print below an article. Words that also begin a sentence of a report count only
# where the line says nothing else.
BELOW = re.compile(
    r"^\W*(?:扫一扫|扫码|扫描二维码|(?:用|使用|打开)?微信扫|手机扫|分享(?:到|至|$)|上一[篇条页](?:\W|$)"
    r"|下一[篇条页](?:\W|$)|(?:主办|承办|协办)(?:单位)?:|技术支持|版权所有|网站地图|联系我们|关于我们"
    r"|设为首页|加入收藏|收藏本页|隐私声明|法律声明|免责声明|网站声明|(?:责任)?编辑:|(?:信息)?来源:"
    r"|打印(?:本页|此页|页面|本文|\W*$|\W+关闭)|关闭(?:窗口|本页|页面|\W*$)|返回(?:顶部|首页|列表|上一页|\W*$)"
    r"|相关(?:链接|文档|附件|新闻|稿件|阅读|信息|文章)|附件下载|友情链接|无障碍|纠错|我要纠错)"
    r"|[A-Z]{1,3}ICP备|ICP备|公网安备|网站标识码|Copyright|版权所有|©",
    re.IGNORECASE,
)


def is_of_page(words: str) -> bool:
    """Whether a line is the page's own: when it was published, who runs the site."""
    return bool(ABOVE.match(words) or BELOW.search(words))
