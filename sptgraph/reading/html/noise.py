"""The words by which a government site's furniture is known: way markers, share bars, counters, footers."""

import re

_GAP = r"[\s\xa0]*"
_MEANINGLESS = re.compile(r"^[\s|｜·•>＞»«<＜›‹/\\\-－_*#\[\]【】（）()、，,。.:：×+■□◆★↑↓→←…]*$")

_LINKS = re.compile(
    r"^(?:(?:相关|关联|延伸|更多|推荐)(?:附件|稿件|文章|文件|链接|阅读|解读|新闻|政策|信息|内容|推荐|资讯)"
    r"|(?:附件|文件|文档)下载|(?:政策|图片|视频|文字|媒体|专家)解读)\s*[:：]?$"
)
_ANYWHERE = re.compile(
    "|".join(
        (
            r"^.{0,8}(?:当前|所在)的?位置" + _GAP + r"[:：>＞].*",
            r"^首" + _GAP + r"页" + _GAP + r"[>＞»›/→·-].*",
            r"^[•·\s]*(?:一键)?分享(?:到|至|本文|文章|本页)?" + _GAP + r"(?:[:：].{0,40})?$",
            r"^[•·\s【\[（(]*(?:字体|字号|字体大小|文字大小)" + _GAP + r"[:：]?[\s大中小默认特超+\-AaTt|/\[\]【】（）()]*",
            r"^[\s【\[]*大[\s】\]|/]*[\s【\[]*中[\s】\]|/]*[\s【\[]*小[\s】\]]*$",
            r"^[\s【\[]*(?:(?:我要|点击)?打印(?:本页|本文|此页|页面|正文|文章)?|关闭(?:窗口|本页|页面)?|保存|收藏(?:本页)?|复制链接"
            r"|返回(?:顶部|首页|列表|上一级)?|纠错|我要纠错|语音播报|朗读|播放|暂停|停止|下载|无障碍(?:阅读|浏览)?|"
            r"长者模式|关怀版|适老版|简体|繁体|繁體|登录|注册|搜索|请输入.{0,8}关键[词字])[\s】\]|丨/]*$",
            r"^[\s【\[]*打印[\s】\]|/]*[\s【\[]*(?:本页)?[\s】\]]*关闭.{0,6}$",
            r"^[\s<＜]*(?:上|下)一(?:篇|条|页|章)" + _GAP + r"(?:[:：>＞].*)?$",
            r"^[•·\s]*(?:浏览|访问|点击|阅读|查看)(?:次数|量|数|率)" + _GAP + r"[:：].{0,12}",
            r"^[•·\s]*(?:文章|信息|稿件|内容)?(?:来源|作者)" + _GAP + r"[:：].{0,60}",
            r"^[•·\s]*(?:发布|公开|更新|录入|创建|发文|生成|成文|印发)(?:日期|时间|机构|机关|单位|部门)" + _GAP + r"[:：].{0,80}",
            r"^[•·\s]*(?:责任|网站)?编辑" + _GAP + r"[:：].{0,20}",
            r"^[•·\s]*(?:索引号|索" + _GAP + r"引" + _GAP + r"号|信息索取号|组配分类|主题分类|体裁分类|公文种类|文件编号|统一编号"
            r"|公开方式|公开范围|公开责任部门|有效性|生效日期|废止日期|主题词|发文字号|规范性文件.{0,8}号?)" + _GAP + r"[:：].{0,80}",
            r"^[•·\s]*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d{2}(?::\d{2})?$",
            r"^.{0,6}(?:扫一扫|扫描二维码|扫码).{0,24}$",
            r"^.{0,10}手机(?:上|端)?(?:打开|浏览|查看|阅读)(?:当前|此|本)?页.{0,6}$",
            r"^您?(?:所|即将)?访问的?(?:链接|网站|页面).{0,80}(?:离开|继续|跳转).{0,20}$",
            r"^(?:是否)?继续(?:访问|浏览)?[?？]?$|^放弃$|^取消$|^确定$",
            r"^(?:政务|官方)?(?:微信|微博|抖音|头条|客户端|APP)(?:公众号)?$|^政务(?:微信|微博|新媒体)$",
            r"^(?:微信|新浪微博|微博|QQ|QQ空间|空间|人人网)(?:[\s、|/]*(?:微信|新浪微博|微博|QQ|QQ空间|空间|人人网))*$",
        )
    )
)
_FOOTER = re.compile(
    r"(?:ICP备|公网安备|网站标识码|版权所有|版权[:：]|Copyright|©|技术支持[:：]|主办(?:单位)?[:：]|承办(?:单位)?[:：]"
    r"|网站地图|网站声明|隐私(?:声明|保护|政策)|设为首页|加入收藏|关于我们|联系我们|浏览器|分辨率|建议使用)"
)
_HINTED = re.compile(
    r"(?:^|[\s_-])(?:\w*(?:breadcrumb|crumbs?|dqwz|weizhi|curpos|bdshare|sharebox|sharebar|fenxiang|copyright"
    r"|footer|qrcode|erweima|saoyisao|pagination|prevnext|fontsize|zihao|dayin|tuijian|xgwj|xgyd|xglj|jiucuo"
    r"|toolbar|sidebar|popup|tanchuang|outlink|topnav|leftnav|mainnav)\w*"
    r"|nav|navbar|menu|share|foot|ewm|related|recommend|pager|print|comment|modal|login|search)(?=$|[\s_-])",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether ``line`` belongs to the site wherever it stands.

    >>> [is_furniture(s) for s in ("您当前的位置：首页 > 政务公开", "【打印】【关闭】", "（一）打印安全告知书")]
    [True, True, False]
    """
    if len(line) >= 200:
        return False
    return any(pattern.match(line) for pattern in (_MEANINGLESS, _ANYWHERE, _LINKS))


def is_footer(line: str) -> bool:
    """Whether ``line`` reads like the foot of a site; the foot of a plan may read alike.

    >>> is_footer("主办：云溪县人民政府办公室 网站标识码0000000000")
    True
    """
    return len(line) < 200 and _FOOTER.search(line) is not None


def is_hinted(names: str) -> bool:
    """Whether an element's class and id names say that it is furniture.

    >>> [is_hinted(s) for s in ("bdsharebuttonbox", "nav-top", "article-content", "navigate")]
    [True, True, False, False]
    """
    return _HINTED.search(names) is not None


def opens_links(line: str) -> bool:
    """Whether ``line`` is the heading of a list of links that is no part of the document.

    >>> [opens_links(s) for s in ("相关附件：", "相关链接", "附件：1.任务清单")]
    [True, True, False]
    """
    return _LINKS.match(line) is not None
