import pytest

from aicmo_site.kernel.strict_json import MAX_DEPTH, MalformedJSON, flaws, loads


def refusal(raw):
    with pytest.raises(MalformedJSON) as caught:
        loads(raw)
    return caught.value.field, str(caught.value)


def test_plain_json_is_read_as_it_is():
    assert loads('{"a": [1, 2.5, -3, "é", null, true]}') == {"a": [1, 2.5, -3, "é", None, True]}


def test_a_byte_order_mark_is_tolerated():
    assert loads(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}
    assert loads('\ufeff{"a": 1}') == {"a": 1}


def test_a_surrogate_pair_is_one_character_and_fine():
    assert loads(r'{"a": "\ud83d\ude00"}') == {"a": "😀"}


@pytest.mark.parametrize(
    ("raw", "field", "says"),
    [
        (b"\xff\xfe{}", "", "not UTF-8"),
        ("", "", "line 1, column 1"),
        ('{"a": 1,\n "b" 2}', "", "line 2"),
        ('{"a": NaN}', "a", "NaN"),
        ('{"a": [0, -Infinity]}', "a.1", "Infinity"),
        ('{"a": {"b": 1e400}}', "a.b", "finite"),
        ('{"a": ' + "9" * 5000 + "}", "a", "too large"),
        ('{"a": 1000000000000000000000000000001}', "a", "too large"),
        ('{"a": -1e16}', "a", "too large"),
        ('{"a": ["x\\u0000y"]}', "a.0", "NUL"),
        ('{"a": "\\ud800"}', "a", "surrogate"),
        ('{"\\udfff": 1}', "\\udfff", "surrogate"),
        ('{"a": {"b": 1, "b": 2}}', "a.b", "twice"),
    ],
)
def test_what_would_make_trouble_is_refused_by_field(raw, field, says):
    refused_field, message = refusal(raw)
    assert refused_field == field
    assert says in message


def test_depth_is_refused_however_deep_it_is():
    assert loads("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    for depth in (MAX_DEPTH + 2, 10_000, 200_000):
        assert "nested deeper" in refusal("[" * depth + "]" * depth)[1]
        assert "nested deeper" in refusal('{"a":' * depth + "1" + "}" * depth)[1]


def test_the_message_itself_can_be_stored_and_printed():
    for raw in ('{"\\ud800\\u0000": "\\u0000"}', '{"' + "k" * 5000 + '": NaN}'):
        field, message = refusal(raw)
        assert (field + message).encode()
        assert "\0" not in field + message
        assert len(field) < 200


def test_data_made_in_python_meets_the_same_checks():
    loop: list = []
    loop.append(loop)
    assert list(flaws({"a": float("nan"), "b": {1, 2}, "c": ("ok",)})) == [
        ("a", "is not a finite number"),
        ("b", "is of a type that JSON does not know (set)"),
    ]
    assert [message for _, message in flaws(loop)] == [f"is nested deeper than {MAX_DEPTH} levels"]
    assert list(flaws({1: "x"})) == [("1", "the field's name is not text")]
