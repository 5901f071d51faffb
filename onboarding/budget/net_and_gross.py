"""One sum told twice, before tax and with it."""

from decimal import Decimal

from aicmo_site.kernel.extract.digits import normal
from aicmo_site.kernel.extract.sums import Money
from onboarding.notes.cues import says

HIGHEST = Decimal("1.3")  # no country adds more than three tenths
_LENDS = 1000


def without_the_taxed(found: list[Money], text: str) -> list[Money]:
    """Of "15 k€ HT, 18 TTC" the sum before tax; all sums where they are not the same one told twice."""
    if len(found) != 2:
        return found
    text = normal(text)
    ends = (found[1].start, len(text))
    kinds = [_kind(text[one.end : end]) for one, end in zip(found, ends, strict=True)]
    if sorted(kinds) != ["net", "taxed"]:
        return found
    net, taxed = found if kinds[0] == "net" else found[::-1]
    return [net] if _same(net.amount, taxed.amount) else found


def _kind(behind: str) -> str:
    return "net" if says("before_tax", behind) else "taxed" if says("with_tax", behind) else ""


def _same(net: Decimal, taxed: Decimal) -> bool:
    """Whether tax alone makes the difference; the second of two sums is often told without its thousand."""
    told = taxed * _LENDS if taxed < _LENDS <= net else taxed
    return net < told <= net * HIGHEST
