"""What holds for every test: no test touches the cache of the person who tests, or finds one warm, and none
fails because the machine is busy."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no reason to fail.
settings.register_profile("rocket", deadline=None)
settings.load_profile("rocket")

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def _caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def _cache_of_its_own(_caches: Path) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in ("ROCKET_CACHE_DIR", "ROCKET_CACHE_MB")}
    os.environ["ROCKET_CACHE_DIR"] = str(
        _caches / str(next(_NUMBERS))
    )  # made by the first that writes into it
    os.environ.pop("ROCKET_CACHE_MB", None)
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
