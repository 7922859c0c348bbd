"""Any answer as sections: the one place that knows which tables belong to which record."""

from __future__ import annotations

from msgspec import Struct

from rocket_cli.analysis.quotes import QuoteReport
from rocket_cli.analysis.reasons import WhyReport
from rocket_cli.nlp.evaluation import Evaluation
from rocket_cli.records import Comparison, EntityReport, ReviewAnalysis
from rocket_cli.render.payloads import CacheFacts, Diagnosis, ModelFacts, ReadabilityReport, ReadingReport
from rocket_cli.render.sections import Section
from rocket_cli.render.surface import Surface


def sections_of(payload: Struct, surface: Surface) -> list[Section]:
    """The tables of `payload`, laid out for `surface`; [] where it holds no review. TypeError for a record
    that has no tables."""
    if isinstance(payload, Comparison):
        from rocket_cli.render.compare_view import comparison_sections

        return comparison_sections(payload, surface)
    if isinstance(payload, EntityReport):
        from rocket_cli.render.entities_view import entity_sections

        return entity_sections(payload, surface)
    if isinstance(payload, QuoteReport):
        from rocket_cli.render.quotes_view import quote_sections

        return quote_sections(payload, surface)
    if isinstance(payload, WhyReport):
        from rocket_cli.render.why_view import why_sections

        return why_sections(payload, surface)
    if isinstance(payload, ReadabilityReport):
        from rocket_cli.render.readability_view import readability_sections

        return readability_sections(payload, surface)
    if isinstance(payload, ReadingReport):
        from rocket_cli.render.reviews_view import reading_sections

        return reading_sections(payload, surface)
    if isinstance(payload, ReviewAnalysis):
        from rocket_cli.render.reviews_view import mention_sections

        return mention_sections([payload], surface)
    if isinstance(payload, Evaluation):
        from rocket_cli.render.evaluation_view import evaluation_sections

        return evaluation_sections(payload)
    if isinstance(payload, ModelFacts):
        from rocket_cli.render.evaluation_view import model_sections

        return model_sections(payload)
    if isinstance(payload, CacheFacts):
        from rocket_cli.render.cache_view import cache_sections

        return cache_sections(payload)
    if isinstance(payload, Diagnosis):
        from rocket_cli.render.doctor_view import doctor_sections

        return doctor_sections(payload, surface)
    raise TypeError(f"no tables for {type(payload).__name__}")
