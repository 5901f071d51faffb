"""Sentences are read once; texts that are no sentence are not kept."""

from aicmo_site.kernel.text.remembering import LONGEST, remembered


def test_a_sentence_is_read_once_and_what_is_longer_each_time():
    read = []

    @remembered(2)
    def length_of(text, *, more=0):
        read.append(text)
        return len(text) + more

    assert [length_of("a"), length_of("a"), length_of("a", more=1)] == [1, 1, 2]
    assert read == ["a", "a"]
    long = "a" * (LONGEST + 1)
    assert {length_of(long), length_of(long)} == {LONGEST + 1}
    assert read[2:] == [long, long]


def test_only_so_many_are_kept():
    read = []
    once = remembered(1, text_at=1)(lambda kind, text: read.append((kind, text)))
    for text in ("a", "b", "a"):
        once("kind", text)
    assert len(read) == 3
