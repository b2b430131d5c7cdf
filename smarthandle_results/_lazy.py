"""Import statements that are carried out when one of their names is first used, as PEP 810 will have it in Python 3.15.

    with lazy_imports(globals()):
        from package._module import name as name

Strategy: a `from ... import` statement calls `builtins.__import__`. Within the block that function is replaced by one
that records which names this one module imports, and from where, and returns an empty placeholder. At the end of the
block the placeholders are removed, and the module receives a `__getattr__` (PEP 562) that imports a name when it is
first used. Imports in other modules, or in other threads, are passed through. So each name is listed once, in the form
that type checkers and editors read.
"""

import builtins
from collections.abc import Iterable, Sequence
from importlib import import_module
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any, Final, final


@final
class lazy_imports:  # noqa: N801 - it is used as a statement
    """Make the imports of a block lazy; `module` is the importing module's `globals()`.

    Sets `__getattr__`, `__dir__` and `__all__`, the names without a leading underscore: constants first, each kind in
    alphabetical order. Classes and functions that were loaded name the importing module as theirs.
    """

    def __init__(self, module: dict[str, Any]) -> None:
        self._module: Final = module
        self._origins: Final[dict[str, str]] = {}
        self._import: Final = builtins.__import__

    def __enter__(self) -> None:
        builtins.__import__ = self._note

    def __exit__(self, *_: object) -> None:
        builtins.__import__ = self._import
        for name in self._origins:
            del self._module[name]
        self._module["__all__"] = sort_names(name for name in self._origins if not name.startswith("_"))
        self._module["__getattr__"] = self._load
        self._module["__dir__"] = self._list_names

    def _note(
        self,
        name: str,
        globals: Any = None,  # noqa: A002, ANN401 - likewise
        locals: Any = None,  # noqa: A002, ANN401 - likewise
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:  # noqa: ANN401 - a module, or its placeholder
        if globals is not self._module or not fromlist:
            return self._import(name, globals, locals, fromlist or (), level)
        self._origins.update(dict.fromkeys(fromlist, name))
        return SimpleNamespace(**dict.fromkeys(fromlist))

    def _load(self, name: str) -> object:
        if name not in self._origins:
            message = f"module {self._module['__name__']!r} has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=import_module(self._module["__name__"]))
        value = getattr(import_module(self._origins[name]), name)
        self._module[name] = value  # from now on Python finds it there
        self._publish()
        return value

    def _list_names(self) -> list[str]:
        """List the public names, loaded or not, what every module has, and the public modules that are loaded."""
        return sorted(
            {name for name in (*self._module, *self._origins) if not name.startswith("_") or name[-2:] == "__"}
        )

    def _publish(self) -> None:
        """Let public classes and functions name the package as their module, wherever one was loaded.

        So signatures, tracebacks and pickles name what users import, and not where it is.
        """
        package = self._module["__name__"]
        for name, origin in self._origins.items():
            value = self._find_loaded(origin).get(name)
            if isinstance(value, type | FunctionType) and value.__module__ == origin:
                value.__module__ = package

    def _find_loaded(self, origin: str) -> dict[str, Any]:
        """Return the names in one of the package's own modules; none while it is not loaded."""
        names: dict[str, Any] = self._module
        package, *parts = origin.split(".")
        if package != names["__name__"]:
            return {}
        for part in parts:
            module = names.get(part)
            names = vars(module) if isinstance(module, ModuleType) else {}
        return names


def sort_names(names: Iterable[str]) -> list[str]:
    """Sort public names: constants first, each kind in alphabetical order.

    >>> sort_names(["to_srt", "PROFILES", "Cue"])
    ['PROFILES', 'Cue', 'to_srt']
    """
    return sorted(names, key=lambda name: (not name.isupper(), name))
