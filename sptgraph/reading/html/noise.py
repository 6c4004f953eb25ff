"""The words by which a government site's furniture is known: way markers, share bars, buttons, footers."""

import re
from functools import lru_cache

_SEPARATORS = re.compile(r"[\s|｜丨·•>＞»«<＜›‹/\\\-－_*#\[\]【】（）(){}、，,。.:：×+■□◆★↑↓→←…?？!！]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BUTTONS = _words(
    """大 中 小 特大 默认 打印 打印本页 打印本文 打印正文 打印文章 打印页面 我要打印 关闭 关闭窗口 关闭本页
    关闭页面 保存 下载 收藏 收藏本页 复制链接 返回 返回顶部 返回首页 返回列表 返回上一级 顶部 纠错 我要纠错
    语音播报 朗读 播放 暂停 停止 无障碍 无障碍阅读 无障碍浏览 长者模式 关怀版 适老版 简体 繁体 繁體 登录
    注册 搜索 字体 字号 字体大小 文字大小 视力保护色 分享 分享到 分享至 一键分享 更多 上一篇 下一篇 上一条
    下一条 上一页 下一页 微信 微博 新浪微博 腾讯微博 空间 人人网 抖音 头条 今日头条 客户端 政务微信 政务微博
    官方微信 官方微博 政务新媒体 公众号 微信公众号 放弃 取消 确定 继续 继续访问 是否继续 本页"""
)
_LABELS = _words(
    """来源 信息来源 文章来源 稿件来源 内容来源 作者 文章作者 信息作者 发布日期 发布时间 公开日期 公开时间
    更新日期 更新时间 录入时间 创建时间 发文日期 生成日期 成文日期 印发日期 生效日期 废止日期 发布机构
    发文机构 发文机关 发布单位 发布部门 公开机构 公开责任部门 责任编辑 网站编辑 编辑 索引号 信息索取号
    组配分类 主题分类 体裁分类 公文种类 文件编号 统一编号 公开方式 公开范围 有效性 主题词 发文字号 浏览次数
    浏览量 访问次数 访问量 点击次数 点击数 点击率 点击量 阅读次数 阅读量 阅读数 查看次数 字体 字号
    字体大小 文字大小 分享 分享到 分享至 一键分享 上一篇 下一篇 上一条 下一条"""
)
_LABELLED = re.compile(r"^[•·\s]*([^:：]{2,12}?)\s*[:：]")
_WAY = re.compile(r"^.{0,8}(?:当前|所在)的?位置\s*[:：>＞]|^首\s*页\s*[>＞»›/→]")
_STAMP = re.compile(r"^[•·\s]*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d{2}(?::\d{2})?$")
_SENTENCES = re.compile(
    r"^.{0,6}(?:扫一扫|扫描二维码|扫码).{0,24}$|^.{0,10}手机(?:上|端)?(?:打开|浏览|查看|阅读)(?:当前|此|本)?页.{0,6}$"
    r"|^您?(?:所|即将)?访问的?(?:链接|网站|页面).{0,80}(?:离开|继续|跳转).{0,20}$|^请输入.{0,8}关键[词字]$"
)
_LINKS = re.compile(
    r"^(?:(?:相关|关联|延伸|更多|推荐)(?:附件|稿件|文章|文件|链接|阅读|解读|新闻|政策|信息|内容|推荐|资讯)"
    r"|(?:附件|文件|文档)下载|(?:政策|图片|视频|文字|媒体|专家)解读)\s*[:：]?$"
)
_FOOTER = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|版权[:：]|Copyright|©|技术支持[:：]|主办(?:单位)?[:：]|承办(?:单位)?[:：]"
    r"|网站地图|网站声明|隐私(?:声明|保护|政策)|设为首页|加入收藏|关于我们|联系我们|浏览器|分辨率|建议使用"
)
_HINTED = re.compile(
    r"(?:^|[\s_-])(?:\w*(?:breadcrumb|crumbs?|dqwz|weizhi|curpos|bdshare|sharebox|sharebar|fenxiang|copyright"
    r"|footer|qrcode|erweima|saoyisao|pagination|prevnext|fontsize|zihao|dayin|tuijian|xgwj|xgyd|xglj|jiucuo"
    r"|toolbar|sidebar|popup|tanchuang|outlink|topnav|leftnav|mainnav)\w*"
    r"|nav|navbar|menu|share|foot|ewm|related|recommend|pager|print|comment|modal|login|search)(?=$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST = 200


@lru_cache(maxsize=65_536)
def is_furniture(line: str) -> bool:
    """Whether ``line`` belongs to the site wherever it stands.

    >>> lines = ("您当前的位置：首页 > 政务公开", "【打印】【关闭】", "来源：县安委会", "（一）打印告知书")
    >>> [is_furniture(line) for line in lines]
    [True, True, True, False]
    """
    if len(line) >= _LONGEST:
        return False
    labelled = _LABELLED.match(line)
    return (
        (labelled is not None and "".join(labelled[1].split()) in _LABELS)
        or all(word in _BUTTONS or not word for word in _SEPARATORS.split(line))
        or any(pattern.match(line) for pattern in (_WAY, _STAMP, _SENTENCES, _LINKS))
    )


def is_footer(line: str) -> bool:
    """Whether ``line`` reads like the foot of a site; the foot of a plan may read alike.

    >>> is_footer("主办：云溪县人民政府办公室 网站标识码0000000000")
    True
    """
    return len(line) < _LONGEST and _FOOTER.search(line) is not None


def is_hinted(names: str) -> bool:
    """Whether an element's class and id names say that it is furniture.

    >>> [is_hinted(names) for names in ("bdsharebuttonbox", "nav-top", "article-content", "navigate")]
    [True, True, False, False]
    """
    return _HINTED.search(names) is not None


def opens_links(line: str) -> bool:
    """Whether ``line`` is the heading of a list of links that is no part of the document.

    >>> [opens_links(line) for line in ("相关附件：", "相关链接", "附件：1.任务清单")]
    [True, True, False]
    """
    return _LINKS.match(line) is not None
