"""The cost of going on as now, in the words that both sides have for it already."""

from desktop.domain import records as r


def cost_so_far(alliance: r.Alliance | None) -> str:
    """What rubs, and the shared measure as it stands: a beginning for the case. '' while neither is written."""
    if alliance is None:
        return ""
    parts = [text.rstrip(". ") + "." for text in alliance.tensions if text.strip()]
    measure = alliance.shared_measure
    if measure is not None and measure.indicator.strip() and measure.baseline is not None:
        wanted = "" if measure.target is None else f" → {measure.target:g}"
        parts.append(f"{measure.indicator.strip()}: {measure.baseline:g}{wanted}.")
    return " ".join(parts)
