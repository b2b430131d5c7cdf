"""Optional packages, as the rest of the package imports them."""

from smarthandle_results._extras import (
    MissingPackageError as MissingPackageError,  # noqa: PLC0414 - exported
    import_extra as import_extra,  # noqa: PLC0414 - exported
)
