import pytest

from aicmo_site.kernel.channels import channel_of, channels, specs
from aicmo_site.kernel.counting.units import count


@pytest.mark.parametrize(
    "vector", specs()["counting_vectors"], ids=lambda vector: f"{vector['unit']}-{vector['text'][:12]!a}"
)
def test_texts_are_counted_as_their_platform_counts(vector):
    assert count(vector["unit"], vector["text"]) == vector["expect"]


def test_every_unit_of_the_specs_can_be_counted():
    units = {field.unit for channel in channels().values() for field in channel.fields}
    assert {unit: isinstance(count(unit, "abc"), int) for unit in units} == dict.fromkeys(units, True)


def test_the_specs_name_every_channel_once():
    assert list(channels()) == [spec["id"] for spec in specs()["channels"]]


def test_a_channel_that_we_do_not_know_takes_any_text():
    other = channel_of("other:antenne-bayern")
    assert (other.id, other.kind, other.name) == ("other:antenne-bayern", "other", "Antenne bayern")
    assert [(field.name, field.max, field.required) for field in other.fields] == [("text", None, True)]
