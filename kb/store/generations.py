"""Store folders that replace one another in one step.

`store` is a symbolic link to the current folder in `generations`. A large load fills a new folder, moves the
link and removes the old folder; processes that have it open keep reading it, because an open store holds all
its files. Where the system has no symbolic links, the folder itself is moved.
"""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path

_REMADE = shutil.ignore_patterns("LOG*", "LOCK", "OPTIONS-*")
"""Files of a store that opening it makes anew."""


class Generations:
    """The folders of one store. Only a process that holds the writer's lock may change them."""

    def __init__(self, link: Path) -> None:
        folder = link.parent.resolve()  # one spelling, for the current folder is told by its path
        self._link = folder / link.name
        self._home = folder / "generations"

    @property
    def current(self) -> Path:
        """The folder of the current store, which need not exist."""
        return self._link.resolve()

    @property
    def exists(self) -> bool:
        """Whether there is a store."""
        return (self._link / "CURRENT").is_file()

    def new(self) -> Path:
        """Return the path of a folder to fill; its parent exists."""
        self._home.mkdir(parents=True, exist_ok=True)
        return self._home / uuid.uuid4().hex

    def switch(self, folder: Path) -> None:
        """Make a filled folder the current store, and remove the former ones."""
        self._put_in_place(folder)
        self.sweep()

    def _put_in_place(self, folder: Path) -> None:
        if self._link.is_dir() and not self._link.is_symlink():
            self._link.replace(self.new())
        beside = self._link.with_name(f".{self._link.name}.{folder.name}")
        try:
            beside.symlink_to(os.path.relpath(folder, self._link.parent), target_is_directory=True)
        except (OSError, NotImplementedError):
            self._link.unlink(missing_ok=True)
            folder.replace(self._link)
            return
        beside.replace(self._link)

    def discard(self) -> None:
        """Throw a damaged store away."""
        shutil.rmtree(self.current, ignore_errors=True)

    def sweep(self) -> None:
        """Remove every folder but the current one: former stores, and what a killed process left."""
        current = self.current
        if self._home.is_dir():
            for folder in sorted(self._home.iterdir()):
                if folder != current:
                    shutil.rmtree(folder, ignore_errors=True)
        for beside in self._link.parent.glob(f".{self._link.name}.*"):
            beside.unlink(missing_ok=True)


def copy_store(folder: Path, place: Path) -> None:
    """Copy a store that nobody writes meanwhile."""
    shutil.copytree(folder, place, ignore=_REMADE, copy_function=shutil.copyfile)
