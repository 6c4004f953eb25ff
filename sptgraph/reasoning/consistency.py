"""Does a graph contradict the ontology? HermiT answers for all of OWL 2 DL; it needs Java."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from sptgraph.encoding.serialise import write
from sptgraph.errors import JavaMissing, OntologyError, UsageError
from sptgraph.language import Language
from sptgraph.reasoning.clashes import Clash, apart, find_clashes, short
from sptgraph.store import Store
from sptgraph.store.reference import load_reference

MEGABYTES: Final = 2000
_UNSATISFIABLE: Final = "Classes equivalent to 'owl:Nothing':"
_INCONSISTENT: Final = "InconsistentOntologyException"


@dataclass(frozen=True, slots=True)
class Consistency:
    """What a check found.

    ``unsatisfiable`` are classes that nothing can be in; ``clashes`` are the places where a contradiction
    was found. A graph can contradict the ontology in ways that no clash names.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()

    def text(self, language: Language = "zh") -> str:
        """Return what was found, a line for each thing.

        >>> Consistency(True).text("en")
        'no contradiction'
        """
        zh = language == "zh"
        if self.consistent and not self.unsatisfiable:
            return "没有矛盾" if zh else "no contradiction"
        lines = [] if self.consistent else ["图与本体矛盾" if zh else "the graph contradicts the ontology"]
        lines += [clash.message.text(language) for clash in self.clashes]
        lines += [
            f"{short(name)} 不可能有实例" if zh else f"nothing can be in {short(name)}"
            for name in self.unsatisfiable
        ]
        return "\n".join(lines)


def check_consistency(
    store: Store | None = None,
    plan_iri: str | None = None,
    *,
    more: Iterable[ox.Triple] = (),
    seconds: float = 120,
) -> Consistency:
    """Return whether the ontology, and a plan of the store where one is given, hold together (HermiT).

    ``more`` are triples of your own that are looked at too: classes and axioms, or facts. A different
    name is taken for a different thing where a property allows one value. Dates and durations are outside
    OWL 2's datatypes and are passed over; the rules of ``check`` look at those.

    Raises `JavaMissing` where there is no Java, `OntologyError` where HermiT cannot use the axioms or
    takes more than ``seconds``, `StoreError` where the plan is not in the store.
    """
    java = shutil.which("java")
    if java is None:
        raise JavaMissing(
            "一致性检查（HermiT）需要 Java，这里没有找到 java：请安装 Java 8 以上版本并加入 PATH"
            "（Debian：apt-get install default-jre-headless），或改用不需要 Java 的 quick_check()",
            "consistency is checked by HermiT, which needs Java, and none is found: install Java 8 or later "
            "and put it on PATH (Debian: apt-get install default-jre-headless), or use quick_check()",
        )
    terms, data = _gathered(store, plan_iri, more)
    said = _hermit(java, {*terms, *data, *apart(terms, data)}, seconds)
    if said is None:
        return Consistency(False, clashes=find_clashes(terms, data))
    return Consistency(True, unsatisfiable=said)


def quick_check(
    store: Store | None = None, plan_iri: str | None = None, *, more: Iterable[ox.Triple] = ()
) -> Consistency:
    """Return the clashes alone: no Java and less than a second, and less than all of OWL.

    The parameters are those of `check_consistency`.

    >>> quick_check().consistent
    True
    """
    terms, data = _gathered(store, plan_iri, more)
    clashes = find_clashes(terms, data)
    return Consistency(not clashes, clashes=clashes)


def _gathered(
    store: Store | None, plan_iri: str | None, more: Iterable[ox.Triple]
) -> tuple[tuple[ox.Triple, ...], tuple[ox.Triple, ...]]:
    """Return the axioms, ours and the caller's, and all that is said."""
    if (store is None) != (plan_iri is None):
        raise UsageError("库和方案的 IRI 要一起给出", "give a store and the IRI of a plan, or neither")
    own = tuple(more)
    reference = _reference()
    found = () if store is None or plan_iri is None else _of_plan(store, plan_iri)
    return (*reference, *own), (*reference, *found, *own)


@cache
def _reference() -> tuple[ox.Triple, ...]:
    return tuple(load_reference().triples)


def _of_plan(store: Store, plan_iri: str) -> tuple[ox.Triple, ...]:
    own = load_reference().graph
    return tuple(quad.triple for quad in store.quads(name for name in store.closure(plan_iri) if name != own))


def _hermit(java: str, triples: set[ox.Triple], seconds: float) -> tuple[str, ...] | None:
    """Return the classes that nothing can be in, or None where the triples contradict each other."""
    import owlready2

    jars = Path(owlready2.__file__).parent / "hermit"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "graph.nt"
        file.write_bytes(write(triples, ox.RdfFormat.N_TRIPLES))
        separator = ";" if java.lower().endswith(".exe") else ":"
        command = [
            *(java, f"-Xmx{MEGABYTES}M", "-cp", f"{jars}{separator}{jars / 'HermiT.jar'}"),
            *("org.semanticweb.HermiT.cli.CommandLine", "-U", "--ignoreUnsupportedDatatypes", file.as_uri()),
        ]
        try:
            ended = subprocess.run(  # noqa: S603 - no word of it comes from a graph
                command,
                capture_output=True,
                check=False,
                encoding="utf-8",
                errors="replace",
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            raise OntologyError(
                f"HermiT 超过 {seconds:g} 秒，已停止；请少给一些图，或调大 seconds",
                f"HermiT took more than {seconds:g} s and was stopped; give it less, or more seconds",
            ) from None
        except OSError as error:
            raise JavaMissing(f"java 运行不了：{error}", f"java cannot be run: {error}") from None
    if ended.returncode == 0 and _UNSATISFIABLE in ended.stdout:
        listed = ended.stdout.partition(_UNSATISFIABLE)[2].split()
        return tuple(sorted(name[1:-1] for name in listed if name.startswith("<")))
    if _INCONSISTENT in ended.stderr:
        return None
    reason = next((line.strip() for line in ended.stderr.splitlines() if line.strip()), "?")[:300]
    raise OntologyError(f"HermiT 无法运行：{reason}", f"HermiT cannot run: {reason}")
