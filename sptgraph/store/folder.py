"""A store's folder: an embedded Oxigraph beside a manifest that a person can read.

::

    plans/
    ├── sptgraph-store.json     format version, base, reference data, the plans and the hash of their files
    └── oxigraph/               the database

The database is the truth; the manifest tells what is in it without opening it.
"""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from sptgraph.errors import StoreError
from sptgraph.reasons import system_reason
from sptgraph.vocabulary import BASE

MANIFEST: Final = "sptgraph-store.json"
DATABASE: Final = "oxigraph"
FORMAT: Final = 1

_PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.4)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store folder says about itself.

    ``reference`` is the digest of the ontology files behind ``reference_graph``; ``plans`` gives for
    each plan's IRI the sha256 of the file it was read from.
    """

    base: str
    format: int = FORMAT
    reference_graph: str | None = None
    reference: str | None = None
    plans: Mapping[str, str | None] = field(default_factory=dict)


def is_store(path: Path) -> bool:
    """Tell whether a path is the folder of a store."""
    return (path / MANIFEST).is_file()


def check_base(base: str) -> None:
    """Raise StoreError unless ``base`` is an absolute IRI that ends in a slash."""
    try:
        ox.NamedNode(base)
        fine = base.endswith("/")
    except ValueError:
        fine = False
    if not fine:
        raise StoreError(
            f"基址应是以 / 结尾的绝对 IRI：{base}",
            f"the base must be an absolute IRI ending in a slash: {base}",
        )


def open_folder(path: Path, base: str | None, *, read_only: bool) -> tuple[ox.Store, Manifest]:
    """Open the store in a folder, or make one where the folder is new or empty.

    ``base`` None takes the base the store was made with. Raises StoreError where the folder is not
    ours, was made by a later version or for another base, or is open elsewhere.
    """
    if is_store(path):
        manifest = read_manifest(path)
        check_base(manifest.base)
        if base is not None and base != manifest.base:
            raise StoreError(
                f"{path} 的基址是 {manifest.base}，不是 {base}",
                f"{path} has the base {manifest.base}, not {base}",
            )
        if manifest.plans and not (path / DATABASE).is_dir():
            raise StoreError(
                f"{path} 里的数据库文件夹 {DATABASE} 不见了；请从备份恢复或重新建库",
                f"the database folder {DATABASE} of {path} is gone; restore it or build the store again",
            )
    else:
        _refuse_strangers(path, read_only=read_only)
        manifest = Manifest(base or BASE)
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(path, error) from None
        write_manifest(path, manifest)
    return _open_database(path, read_only=read_only), manifest


def read_manifest(path: Path) -> Manifest:
    """Return the manifest of a store folder; raises StoreError where it is damaged or of a later format."""
    try:
        data: Any = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        version = data["format"]
        if isinstance(version, int) and version > FORMAT:
            raise StoreError(
                f"{path} 由更新的版本建立（格式 {version}），请升级 sptgraph",
                f"{path} was made by a later version (format {version}); upgrade sptgraph",
            )
        plans = {str(iri): digest for iri, digest in data["plans"].items()}
        reference = data["reference"] or {}
        return Manifest(str(data["base"]), FORMAT, reference.get("graph"), reference.get("sha256"), plans)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise StoreError(
            f"{path / MANIFEST} 已损坏；可把该文件夹移走后重新建库",
            f"{path / MANIFEST} is damaged; move the folder away and build the store again",
        ) from None


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest so that a reader finds the old or the new one, never half of it."""
    data = {
        "format": manifest.format,
        "base": manifest.base,
        "reference": {"graph": manifest.reference_graph, "sha256": manifest.reference},
        "plans": dict(sorted(manifest.plans.items())),
    }
    draft = path / f"{MANIFEST}.part"
    try:
        draft.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        os.replace(draft, path / MANIFEST)  # noqa: PTH105 - tests stand in for it by this name
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _unusable(path, error) from None


def _refuse_strangers(path: Path, *, read_only: bool) -> None:
    if read_only and not path.exists():
        raise StoreError(f"没有这个库：{path}", f"there is no store at {path}")
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} 不是文件夹，不能作库", f"{path} is no folder and cannot hold a store")
    if path.is_dir() and (read_only or any(path.iterdir())):
        raise StoreError(
            f"{path} 不是 sptgraph 的库（没有 {MANIFEST}）；请给一个新的或空的文件夹",
            f"{path} is no store of sptgraph (it holds no {MANIFEST}); give a new or empty folder",
        )


def _open_database(path: Path, *, read_only: bool) -> ox.Store:
    database = path / DATABASE
    try:
        return _open_to_read(database) if read_only else ox.Store(str(database))
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise StoreError(
                f"{path} 正被另一个程序使用；请先关掉它，或以只读方式打开",
                f"{path} is in use by another program; close it first, or open the store read-only",
            ) from None
        raise _unusable(path, error) from None


def _open_to_read(database: Path) -> ox.Store:
    """Open a database that a writer may be merging: files that were there are gone at a second look."""
    for pause in _PAUSES:
        try:
            return ox.Store.read_only(str(database))
        except (OSError, RuntimeError):
            time.sleep(pause)
    return ox.Store.read_only(str(database))


def _unusable(path: Path, error: Exception) -> StoreError:
    zh, en = system_reason(error)
    return StoreError(
        f"库 {path} 打不开或写不进：{zh}", f"the store {path} cannot be opened or written: {en}"
    )
