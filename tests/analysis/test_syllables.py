"""The compact dictionary says what the full one says, and textstat never asks the network."""

from __future__ import annotations

import lzma
import subprocess
import sys
from pathlib import Path

import pytest

from rocket_cli.analysis import syllables
from rocket_cli.analysis.syllables import SyllableMapping, pack, parse_cmudict, syllable_mapping
from rocket_cli.errors import RocketError

FULL_DICTIONARY = Path(__file__).parent / "data" / "cmudict.dict.xz"
REAL_SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
SYLLABLES_OF_REAL_SEEDS = {"000": 1443, "001": 622, "003": 583, "004": 1077}


def vowels(pronunciations: list[list[str]]) -> int:
    """What textstat counts: the phones of the first pronunciation that end in a digit."""
    return sum(1 for phone in pronunciations[0] if phone[-1].isdigit())


def test_the_shipped_file_says_what_the_full_dictionary_says() -> None:
    full = parse_cmudict(lzma.decompress(FULL_DICTIONARY.read_bytes()).decode("utf-8").splitlines())
    compact = syllable_mapping()
    assert len(full) == len(compact) == 126_052
    assert list(compact) == sorted(full)
    assert [word for word, found in full.items() if vowels(compact[word]) != vowels(found)] == []


def test_the_dictionary_ships_with_its_notice() -> None:
    notice = Path(syllables.__file__).parents[1] / "data" / "CMUDICT-LICENSE"
    assert "Carnegie Mellon University. All rights reserved." in notice.read_text(encoding="utf-8")


def test_look_up_of_a_small_dictionary() -> None:
    lines = ["a AH0", "a(2) EY1", "ab AE1 B", "abbey AE1 B IY0 # place, 1 of 2", "hmm HH M", "zoo Z UW1"]
    mapping = SyllableMapping(pack(lines))
    assert {word: vowels(mapping[word]) for word in mapping} == {
        "a": 1,
        "ab": 1,
        "abbey": 2,
        "hmm": 0,
        "zoo": 1,
    }
    assert len(mapping) == 5
    for missing in ("", "abb", "abbeys", "b", "zo", "ho", "hm", "\n", "a\t1", "zoo\t", "żółw", "\ud800"):
        assert missing not in mapping


@pytest.mark.parametrize("lang", ["de_DE", "fr", ""])
def test_other_languages_have_no_dictionary(lang: str) -> None:
    assert syllables.textstat_dictionary(lang) is None


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_counting_neither_loads_nltk_nor_opens_a_connection() -> None:
    code = """
import socket, sys
def refuse(*args, **kwargs): raise AssertionError("a connection was opened")
socket.socket.connect = socket.create_connection = refuse
from rocket_cli.analysis.syllables import use_offline_syllables
use_offline_syllables()
import textstat
print(textstat.syllable_count("The refinery glitters over Galveston"), "nltk" in sys.modules)
"""
    assert run_python(code) == "12 False"


def test_counting_never_downloads_even_where_textstat_was_imported_first() -> None:
    code = """
import nltk
def refuse(*args, **kwargs): raise AssertionError("nltk.download was called")
nltk.download = refuse
import textstat
from rocket_cli.analysis.syllables import use_offline_syllables
use_offline_syllables()
use_offline_syllables()
print(textstat.syllable_count("The refinery glitters over Galveston"))
"""
    assert run_python(code) == "12"


def test_counts_from_before_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    syllables.use_offline_syllables()
    import textstat
    from textstat.backend.counts import _count_syllables

    _count_syllables.count_syllables.cache_clear()
    monkeypatch.setattr(_count_syllables, "get_cmudict", lambda lang: {"marquee": [["AH0"] * 9]})
    assert textstat.syllable_count("marquee") == 9
    syllables.use_offline_syllables()
    assert textstat.syllable_count("marquee") == 2


def test_a_textstat_built_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import textstat  # noqa: F401
    from textstat.backend.counts import _count_syllables

    monkeypatch.delattr(_count_syllables, "get_cmudict")
    with pytest.raises(RocketError, match="cannot replace it; pip install 'textstat"):
        syllables.use_offline_syllables()


@pytest.mark.real_seeds
def test_syllables_of_the_real_seeds() -> None:
    if not REAL_SEEDS.is_dir():
        pytest.skip("the real seeds are not beside this checkout")
    syllables.use_offline_syllables()
    import textstat

    found = {
        p.name[:3]: textstat.syllable_count(p.read_text(encoding="utf-8")) for p in REAL_SEEDS.glob("*.txt")
    }
    assert found == SYLLABLES_OF_REAL_SEEDS
