"""Jinja in a sandbox: templates reach one another and the plain values they are given, nothing else."""

import re
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sptgraph.language import Bilingual

if TYPE_CHECKING:
    import jinja2

LONGEST: Final = 64_000_000
"""The most characters that a list may become."""

_PLAIN: Final = (".md.j2", ".css", ".js")
_MISSING: Final = re.compile(
    r"'([^']+)' is undefined|has no attribute '([^']+)'|access to attribute '([^']+)'"
)


class TemplateFault(Exception):
    """A template cannot be used: which one, in which line (None where not known), and why."""

    def __init__(self, name: str, line: int | None, why: Bilingual, missing: str | None = None) -> None:
        super().__init__(name, line, why, missing)
        self.name, self.line, self.why, self.missing = name, line, why, missing


def environment(sources: Mapping[str, str]) -> "jinja2.Environment":
    """Return an environment that knows these templates by name; all but Markdown escapes what it is given."""
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def load(name: str) -> tuple[str, str, None] | None:
        return (sources[name], name, None) if name in sources else None

    return ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=lambda name: not str(name).endswith(_PLAIN),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(env: "jinja2.Environment", name: str, content: Mapping[str, Any]) -> str:
    """Return what a template makes of its content.

    Raises `TemplateFault` where it is malformed, asks for what is not there, or goes past the limits.
    """
    from jinja2 import TemplateError, TemplateNotFound, TemplatesNotFound, TemplateSyntaxError

    parts, size = [], 0
    try:
        for part in env.get_template(name).generate(**content):
            size += len(part)
            if size > LONGEST:
                why = Bilingual("写出的内容太长", "it writes too much")
                raise TemplateFault(name, None, why)
            parts.append(part)
    except TemplateSyntaxError as error:
        said = Bilingual(f"写法不对（{error.message}）", f"malformed ({error.message})")
        raise TemplateFault(error.name or name, error.lineno, said) from None
    except (TemplateNotFound, TemplatesNotFound) as error:
        where, line = _place(error, name)
        missing = str(error.name)
        raise TemplateFault(
            where, line, Bilingual(f"没有模板“{missing}”", f"there is no template “{missing}”"), missing
        ) from None
    except TemplateError as error:
        raise _fault(error, name) from None
    except MemoryError:
        raise TemplateFault(name, None, Bilingual("用的内存太多", "it takes too much memory")) from None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise _fault(error, name) from None
    return "".join(parts)


def _fault(error: Exception, name: str) -> TemplateFault:
    """Return what went wrong while a template ran."""
    where, line = _place(error, name)
    if found := _MISSING.search(str(error)):
        missing = next(filter(None, found.groups()))
        said = Bilingual(f"没有“{missing}”这一项", f"there is no “{missing}”")
        return TemplateFault(where, line, said, missing)
    words = " ".join(str(error).split())[:200] or type(error).__name__
    return TemplateFault(where, line, Bilingual(f"运行不了（{words}）", f"it fails ({words})"))


def _place(error: Exception, name: str) -> tuple[str, int | None]:
    """Return the template and line at which it went wrong: the innermost frame that is a template's."""
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        ((frame.filename, frame.lineno) for frame in reversed(frames) if frame.filename.endswith(".j2")),
        (name, None),
    )
