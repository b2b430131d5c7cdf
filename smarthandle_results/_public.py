"""The imports of a part of the package → its public names, which `help` and `dir` list.

    with public_imports(globals()):
        from smarthandle_results.part._module import name as name

As `_lazy` does for the package itself, but the imports are made at once: a part is imported by those who use it.
"""

from collections.abc import Generator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

from smarthandle_results._lazy import sort_names


@contextmanager
def public_imports(module: dict[str, Any]) -> Generator[None]:
    """Make what a block imports the public names of a module; `module` is its `globals()`.

    Sets `__all__` and `__dir__`. The module's own classes and functions name it as theirs, so that signatures,
    tracebacks and pickles name what users import, and not where it is.
    """
    others = {*module}
    yield
    name = module["__name__"]
    public = sort_names(found for found in module if found not in others and not found.startswith("_"))
    for found in public:
        value = module[found]
        if isinstance(value, type | FunctionType) and value.__module__.startswith(f"{name}._"):
            value.__module__ = name
    module["__all__"] = public

    def __dir__() -> list[str]:  # noqa: N807 - as PEP 562 names it
        return sorted({*public, *(found for found in module if found[-2:] == "__")})

    module["__dir__"] = __dir__
