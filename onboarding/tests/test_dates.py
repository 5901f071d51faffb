"""Days, quarters and lengths of time as people say them."""

import pytest

from aicmo_site.kernel.extract.dates import dates_in
from aicmo_site.kernel.extract.durations import read_duration
from aicmo_site.kernel.extract.partial_dates import PartialDate


@pytest.mark.parametrize(
    "written",
    [
        "primo giugno 2027",
        "1º de junio de 2027",
        "1er juin 2027",
        "premier juin 2027",
        "first of June 2027",
        "1. června 2027",
        "1 Haziran 2027",
        "1 حزيران 2027",
        "٢٠٢٧/٠٦/٠١",
        "2027年六月一日",
        "1 июня 2027",
        "den 1 juni 2027",
        "1º de junho de 2027",
    ],
)
def test_the_first_of_june_in_many_words(written):
    assert dates_in(written) == [PartialDate(2027, 6, 1)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("due ottobre", PartialDate(month=10, day=2)),
        ("trois octobre", PartialDate(month=10, day=3)),
        ("tres de octubre", PartialDate(month=10, day=3)),
        ("third of October", PartialDate(month=10, day=3)),
        ("mid-June 2027", PartialDate(2027, 6)),
        ("début juin", PartialDate(month=6)),
        ("Q3 2027", PartialDate(2027, quarter=3)),
        ("3. Quartal 2027", PartialDate(2027, quarter=3)),
        ("2e kwartaal 2027", PartialDate(2027, quarter=2)),
        ("premier trimestre 2027", PartialDate(2027, quarter=1)),
        ("II kwartał 2027", PartialDate(2027, quarter=2)),
        ("第3四半期", PartialDate(quarter=3)),
    ],
)
def test_other_dates_are_read_as_far_as_they_go(written, expected):
    assert dates_in(written) == [expected]


@pytest.mark.parametrize(
    "written", ["1 trimestre", "set 2 goals", "ten marches", "we may open", "un quartal", "3 quarters"]
)
def test_what_is_no_date_is_none(written):
    assert dates_in(written) == []


@pytest.mark.parametrize(
    ("written", "weeks"),
    [
        ("1 kwartaal", 13),
        ("un trimestre", 13),
        ("ein Quartal", 13),
        ("a quarter", 13),
        ("kwartał", None),
        ("2 kwartały", 26),
        ("due mesi", 9),
        ("drie maanden", 13),
        ("dois meses", 9),
        ("trzy miesiące", 13),
        ("üç ay", 13),
        ("ثلاثة أشهر", 13),
        ("شهرين", 9),
        ("三ヶ月", 13),
        ("半年", 26),
        ("half a year", 26),
        ("ein halbes Jahr", 26),
        ("2½ months", 11),
        ("a fortnight", 2),
        ("a couple of weeks", None),
        ("3. Quartal", None),
        ("1er trimestre 2027", None),
    ],
)
def test_lengths_of_time_in_many_words(written, weeks):
    read = read_duration(written)
    assert (read and read.high) == weeks
