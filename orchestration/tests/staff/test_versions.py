"""The versions of a piece give back every text that ever stood in it."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.staff.piece.versions import between, spot_of, text_at, versions_of
from production.contracts import AUTHORS, VersionDTO
from production.tests.factories import NOW

ROW = st.tuples(
    st.integers(1, 3), st.sampled_from(AUTHORS), st.sampled_from(["subject", "body"]), st.integers(0, 1), st.text("ab ")
)


@given(st.lists(ROW, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_every_text_is_made_by_one_version_and_the_last_one_stands(told, random):
    rows = [
        VersionDTO(f"v{at}", "draft", "email", "1", field, line, text, author, f"by {author}", round, NOW)
        for at, (round, author, field, line, text) in enumerate(sorted(told, key=lambda row: row[0]))
    ]
    rows = [VersionDTO(**{**vars(row), "created_at": NOW + timedelta(seconds=at)}) for at, row in enumerate(rows)]
    versions = versions_of(random.sample(rows, len(rows)))
    assert [row for version in versions for row in version.made] == rows
    assert all(len(set(map(spot_of, version.made))) == len(version.made) for version in versions)
    if versions:
        assert versions[-1].stood == {spot_of(row): row for row in rows}
        for text in between(versions[0], versions[-1]):
            assert any(part.kind != "same" for part in text.parts)
        assert text_at(versions[-1], ("nowhere", 0)) == ""
