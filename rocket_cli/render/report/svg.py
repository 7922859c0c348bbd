"""Charts as inline SVG: Vega-Lite drawn by vl-convert, on this machine, when the page is made.

Why this and not a library in the page: Vega and Plotly bring megabytes of JavaScript into every report and
build their code with `eval`, which a strict Content-Security-Policy forbids. vl-convert (BSD-3-Clause, by the
people of Vega-Altair) draws the same specifications without a browser and without the network. The SVG is
part of the page: it prints, scales and takes the page's colours, since those are written as CSS variables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Spec = Mapping[str, Any]

SVG = "http://www.w3.org/2000/svg"
FONT = "sans-serif"  # the page's style sheet sets the real one
FONT_SIZE = 12
# Colours of the page, as presentation attributes: they follow its light and dark scheme.
INK, QUIET, RULE, ACCENT = "var(--ink)", "var(--quiet)", "var(--rule)", "var(--accent)"
_CONFIG: Spec = {
    "font": FONT,
    "background": None,
    "view": {"stroke": None},
    "text": {"fontSize": FONT_SIZE, "fill": INK, "lineBreak": "\n", "lineHeight": 14, "baseline": "middle"},
    "axis": {
        "domain": False,
        "ticks": False,
        "gridColor": RULE,
        "labelColor": QUIET,
        "labelFontSize": FONT_SIZE - 1,
        "labelPadding": 6,
        "title": None,
    },
}
# Screen readers are told of the whole picture, and its numbers are in a table: the parts say nothing.
_DROPPED = ("role", "class", "pointer-events", "aria-hidden", "aria-label", "aria-roledescription")
_PLAIN_DEFAULTS = {"opacity": "1", "stroke-width": "1", "fill-opacity": "1", "stroke-opacity": "1"}
_GEOMETRY = ("d", "transform", "x2", "y2")
_LONG_FRACTION = re.compile(r"(\.\d\d)\d+")  # a hundredth of a pixel is fine enough


@dataclass(frozen=True)
class Chart:
    """A picture to draw. `spec` is a Vega-Lite view without a size; `width` and `height` are pixels and
    include all that is drawn, but for the labels of an axis `below`. `title` and `summary` are what it says
    to those who do not see it."""

    spec: Spec
    width: int
    height: int
    title: str
    summary: str
    below: int = 0


def draw(charts: Sequence[Chart]) -> list[str]:
    """Each of `charts` as an `<svg>` element, without a style attribute.

    All are drawn in one go: starting the engine takes longer than drawing.
    """
    if not charts:
        return []
    import vl_convert

    views = [
        {**chart.spec, "width": chart.width, "height": chart.height, "name": f"chart{n}"}
        for n, chart in enumerate(charts)
    ]
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "vconcat": views,
        "config": _CONFIG,
    }
    drawn = _views_in(vl_convert.vegalite_to_svg(whole, allowed_base_urls=[]))
    if len(drawn) != len(charts):
        raise RuntimeError(f"{len(charts)} charts were asked for, {len(drawn)} drawn")
    return [_standalone(view, chart, n) for n, (view, chart) in enumerate(zip(drawn, charts, strict=True))]


def _views_in(svg: str) -> list[Element]:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(svg)
    found = {}
    for group in root.iter(f"{{{SVG}}}g"):
        for name in group.get("class", "").split():
            if name.startswith("chart") and name.endswith("_group"):
                found[int(name.removeprefix("chart").removesuffix("_group"))] = group
    return [found[n] for n in sorted(found)]


def _standalone(view: Element, chart: Chart, number: int) -> str:
    from xml.etree import ElementTree

    (inside,) = view  # one group, which places the view among the others
    inside.attrib.pop("transform", None)
    _tidy(inside)
    title_id, summary_id = f"chart-{number}-title", f"chart-{number}-summary"
    svg = ElementTree.Element(
        "svg",
        {
            "viewBox": f"0 0 {chart.width} {chart.height + chart.below}",
            "width": str(chart.width),
            "height": str(chart.height + chart.below),
            "role": "img",
            "aria-labelledby": f"{title_id} {summary_id}",
            "fill": "none",
            "stroke-miterlimit": "10",
        },
    )
    ElementTree.SubElement(svg, "title", {"id": title_id}).text = chart.title
    ElementTree.SubElement(svg, "desc", {"id": summary_id}).text = chart.summary
    svg.append(inside)
    return ElementTree.tostring(svg, encoding="unicode", short_empty_elements=True)


def _tidy(element: Element) -> None:
    """Leave out what only the whole drawing needed, and what draws nothing."""
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    for name in _DROPPED:
        element.attrib.pop(name, None)
    for name, value in _PLAIN_DEFAULTS.items():
        if element.get(name) == value:
            del element.attrib[name]
    for name, value in element.attrib.items():
        if name in _GEOMETRY:
            element.set(name, _LONG_FRACTION.sub(r"\1", value))
    for child in list(element):
        _tidy(child)
        if _draws_nothing(child):
            element.remove(child)


def _draws_nothing(element: Element) -> bool:
    if element.tag == "g":
        return len(element) == 0
    return element.tag == "path" and not (element.get("fill") or element.get("stroke"))
