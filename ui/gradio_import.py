"""the installed Gradio -> `gr`, imported without making its type stubs anew.

At each import Gradio 6 parses the source of every component three times to write a `.pyi` file beside it (which its
wheel brings already): half the import's time, and something that an installation nobody may write to cannot have.
Gradio is imported here and nowhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

_MAKER = "gradio.component_meta"


class _LeavesStubsAlone(SourceFileLoader):
    """Loads the module that makes the stubs, and has it make none."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        module.create_or_modify_pyi = lambda *_: None  # type: ignore[attr-defined]


class _Finder(MetaPathFinder):
    """Finds that one module; what it does not know (another layout of Gradio) is imported as ever."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname == _MAKER else None
        if spec is not None and spec.origin is not None:
            spec.loader = _LeavesStubsAlone(fullname, spec.origin)
        return spec


@contextmanager
def _without_stubs() -> Iterator[None]:
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


with _without_stubs():
    import gradio as gr

__all__ = ["gr"]
