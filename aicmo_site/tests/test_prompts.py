"""A prompt's text changes only under a new version with a reason."""

import pytest

from aicmo_site.tests.prompt_pin import REWRITE, VersionSpent, pinned, rewrite, unpinned


def test_every_prompt_is_pinned():
    assert unpinned() == [], f"raise the version of what changed and give the reason, then run: {REWRITE}"


@pytest.fixture
def house(tmp_path):
    folder = tmp_path / "station" / "model" / "prompts"
    folder.mkdir(parents=True)

    def write(version, text):
        (folder / "writer.md").write_text(f"---\nversion: {version}\nreason: A test.\n---\n{text}\n")

    write(1, "Write.")
    return tmp_path, tmp_path / "prompts.json", write


def test_a_changed_text_wants_a_new_version(house):
    root, pin, write = house
    assert unpinned(root, pin) == ["writer"]
    rewrite(root, pin)
    assert unpinned(root, pin) == []
    write(1, "Write well.")
    assert unpinned(root, pin) == ["writer"]
    with pytest.raises(VersionSpent):
        rewrite(root, pin)
    write(2, "Write well.")
    assert unpinned(root, pin) == ["writer"]
    rewrite(root, pin)
    assert unpinned(root, pin) == []
    assert list(pinned(pin)["writer"]) == ["1", "2"]  # what the first one said stays known
    write(1, "Write.")  # and may come back
    assert unpinned(root, pin) == []


def test_no_two_prompts_have_one_name(house):
    root, pin, _ = house
    other = root / "other" / "prompts"
    other.mkdir(parents=True)
    (other / "writer.md").write_text("---\nversion: 1\nreason: A test.\n---\nRead.\n")
    with pytest.raises(AssertionError, match="same name"):
        rewrite(root, pin)
