"""Where the folders that ship with the package are: `ontology`, `data`, `queries`; beside the sources, or inside the wheel."""

from __future__ import annotations

from pathlib import Path

from telegrapher.errors import TelegrapherError

__all__ = ["folder"]

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name`: that of the checkout if the package runs from one, else the copy in the wheel.

    Raises:
        TelegrapherError: neither is there, so the installation is broken.
    """
    checkout = _PACKAGE.parent.parent
    for candidate in (checkout / name, _PACKAGE / "_shipped" / name):
        if candidate.is_dir() and (candidate.parent != checkout or (checkout / "pyproject.toml").is_file()):
            return candidate
    raise TelegrapherError(f"the folder {name!r} of the package is missing; install telegrapher again")
