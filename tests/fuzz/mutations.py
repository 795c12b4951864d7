"""Seeds and mutations of the fuzz targets: returns as CSV and as workbooks, catalogues. Chance is the caller's."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import yaml

from workbooks import respoilt, workbook

TESTS = Path(__file__).resolve().parents[1]
_MOST_BYTES = 20_000
"""A case that has grown beyond this is no more likely to fail, only slower."""

_TOKENS = json.loads((Path(__file__).parent / "tokens.json").read_text(encoding="utf-8"))
CELLS: tuple[str, ...] = tuple(_TOKENS["cells"])
XML = tuple(token.encode("utf-8", "surrogatepass") for token in _TOKENS["xml"])
YAML: tuple[str, ...] = tuple(_TOKENS["yaml"])
SOUND = {
    "frequency": "quarterly half_yearly annual school_year health_year election irregular",
    "figure": "level period year_to_date health_year_to_date rolling_year",
    "direction": "up down range yes_no none",
    "unit_of_measure": '"%" ‰ 1/10万 人 万元 万人 是否 元 岁 年',
    "decimals": "0 1 2 4 6",
    "at_least": "0 0.01 50 85 99.99 100 1e3 -5",
    "at_most": "0 0.01 50 100 8",
    "value": "0 0.001 71.30 100 -3 1000000",
    "period": "2020Q4 2010Q4 2024Q4 2025Q2",
    "by": "2025Q4 2030Q4 2025Q2 2024Q4 2099Q4",
    "plausible": "[0, 60] [50, 400] [0, 0]",
    "op": '">=" "<=" "=" "!=" ">" "<"',
    "code": "L07 L08 L09 L11",
    "may_exceed_100": "true false",
    "small_numbers": "true false",
}
"""By key, values that a catalogue may have there; some contradict others."""


def csv_seeds() -> list[bytes]:
    """The corpus's returns as text."""
    paths = sorted((TESTS / "corpus" / "returns").glob("*.csv"))
    return [data for path in paths if 0 < len(data := path.read_bytes()) < _MOST_BYTES]


def workbook_seeds() -> list[bytes]:
    """The corpus's workbooks: some twenty, of every shape."""
    paths = sorted((TESTS / "corpus" / "returns").glob("*.yaml"))[::2]
    return [workbook(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths]


def catalogue_seeds() -> list[bytes]:
    """Small catalogues, sound ones and one full of mistakes."""
    paths = [TESTS / "corpus" / "indicators.yaml", TESTS / "diagnostics" / "indicators.yaml"]
    paths += [
        *sorted((TESTS / "catalogue_mistakes").glob("*.yaml")),
        *sorted((TESTS / "diagnostics").glob("*/indicators.yaml")),
    ]
    return [path.read_bytes() for path in paths]


def mutated_csv(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """The file with one to six things done to it."""
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        data = rng.choice((_in_a_cell, _in_a_cell, _in_a_cell, _in_lines, _in_bytes, _spelt_anew))(rng, data, other)
    return data[:_MOST_BYTES]


def mutated_yaml(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """The catalogue with one to four things done to it."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        data = rng.choice((_as_may_be, _as_may_be, _as_may_be, _in_a_value, _in_a_value, _in_lines, _in_bytes))(
            rng, data, other
        )
    return data[:_MOST_BYTES]


def mutated_workbook(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """The workbook with a part spoilt, exchanged or left out, or the container itself damaged."""
    if rng.random() < 0.1:
        return _in_bytes(rng, data, other)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as own, zipfile.ZipFile(io.BytesIO(other)) as second:
            names = own.namelist()
            others = {name: second.read(name) for name in second.namelist()}
            for name in names:
                own.read(name)
    except Exception:  # noqa: BLE001 - a container that was damaged before is damaged further
        return _in_bytes(rng, data, other)
    favoured = [name for name in names if "sheet" in name or "shared" in name or "style" in name]
    part = rng.choice(favoured or names) if rng.random() < 0.8 else rng.choice(names)

    def edit(name: str, content: bytes) -> bytes | None:
        if name != part:
            return content
        if rng.random() < 0.05:
            return None
        if rng.random() < 0.1 and name in others:
            return others[name]
        for _ in range(rng.choice((1, 2, 4))):
            if rng.random() < 0.7:
                content = _in_the_content(rng, content)
                continue
            at = rng.randrange(len(content) + 1)
            if rng.random() < 0.7 and b">" in content[at:]:
                at = content.index(b">", at) + 1
            content = content[:at] + rng.choice(XML) + content[at + rng.choice((0, 0, 1, 5, 30)) :]
        return content

    return respoilt(data, edit)


def _in_the_content(rng: random.Random, content: bytes) -> bytes:
    """A text or an attribute of the part exchanged for another; the part stays well-formed, mostly."""
    pattern = rng.choice((rb">([^<>]+)<", rb'"([^"<>]*)"'))
    places = [match.span(1) for match in re.finditer(pattern, content)]
    if not places:
        return content
    start, end = rng.choice(places)
    if rng.random() < 0.3:
        from_start, from_end = rng.choice(places)
        return content[:start] + content[from_start:from_end] + content[end:]
    token = escape(rng.choice(CELLS)).replace('"', "&quot;").encode("utf-8", "surrogatepass")
    return content[:start] + token + content[end:]


def _in_bytes(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    end = min(len(data), at + rng.choice((1, 2, 8, 64, 400)))
    match rng.randrange(6):
        case 0:
            return data[:at] + rng.randbytes(rng.choice((1, 1, 2, 8))) + data[at:]
        case 1:
            return data[:at] + data[end:]
        case 2:
            return data[:at] + data[at:end] * 2 + data[end:]
        case 3:
            return data[:at]
        case 4:
            cut = rng.randrange(len(other) + 1)
            return data[:at] + other[cut : cut + 200] + data[end:]
        case _:
            return data[:at] + bytes(byte ^ (1 << rng.randrange(8)) for byte in data[at : at + 1]) + data[at + 1 :]


def _in_lines(rng: random.Random, data: bytes, other: bytes) -> bytes:
    lines = data.split(b"\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, lines[at])
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            lines.insert(at, rng.choice(other.split(b"\n")))
        case _:
            lines[at] = rng.choice((b"", b"  ", b"\t", b"    ")) + lines[at].lstrip()
    return b"\n".join(lines)


def _replaced(rng: random.Random, data: bytes, marks: str, tokens: Sequence[str]) -> bytes:
    """A piece between two of the marks exchanged for a token, or the token put before it."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8" if _is_utf_8(data) else "gb18030"
    text = data.decode(encoding, "surrogateescape" if encoding != "utf-16" else "replace")
    places = [-1, *(place for place, mark in enumerate(text) if mark in marks), len(text)]
    which = rng.randrange(len(places) - 1)
    start, end = places[which] + 1, places[which + 1]
    kept = text[start:end] if rng.random() < 0.25 else ""
    text = text[:start] + rng.choice(tokens) + kept + text[end:]
    return text.encode(encoding, "surrogateescape" if encoding == "utf-8" and "\ud800" not in text else "ignore")


def _in_a_cell(rng: random.Random, data: bytes, other: bytes) -> bytes:  # noqa: ARG001 - all of them are called alike
    return _replaced(rng, data, ",;\t\r\n", CELLS)


def _in_a_value(rng: random.Random, data: bytes, other: bytes) -> bytes:  # noqa: ARG001
    return _replaced(rng, data, ":\n,{}[]", YAML)


def _as_may_be(rng: random.Random, data: bytes, other: bytes) -> bytes:  # noqa: ARG001
    """A value exchanged for another that its key may have: most catalogues stay sound."""
    places = [
        (match.span(2), SOUND[key])
        for match in re.finditer(rb"([a-z_0-9]+): (\[[^\]]*\]|[^,{}\[\]\r\n]+)", data)
        if (key := match[1].decode()) in SOUND
    ]
    if not places:
        return data
    (start, end), values = rng.choice(places)
    choices = values.split("] ") if values.startswith("[") else values.split(" ")
    chosen = rng.choice(choices)
    chosen += "]" if chosen.startswith("[") and not chosen.endswith("]") else ""
    return data[:start] + chosen.encode() + data[end:]


def _spelt_anew(rng: random.Random, data: bytes, other: bytes) -> bytes:  # noqa: ARG001
    if not _is_utf_8(data):
        return data
    text = data.decode()
    spell: Callable[[str], bytes] = rng.choice((
        lambda text: text.encode("gb18030", "replace"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\r\n", "\r").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace(",", ";").encode("gb18030", "replace"),
    ))  # fmt: skip
    return spell(text)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
