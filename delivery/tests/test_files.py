import hashlib
import os

import pytest
from django.core.files.base import ContentFile

from aicmo_site.kernel.persistence import in_memory, storage
from delivery.contracts import DeliveryArtifactDTO
from delivery.package import files
from delivery.package.files import RenderedFile
from delivery.package.storage import AtomicFileSystemStorage


@pytest.fixture(params=["file system", "in memory"])
def place(request):
    if request.param == "file system":
        yield storage()
    else:
        with in_memory():
            yield storage()


PAGE = RenderedFile("campaign.html", "html", b"<p>bread</p>")


def keys():
    return [key for key, _ in files.walk()]


def test_a_written_file_can_be_read_back_with_its_size_and_hash(place):
    (artifact,) = files.write("package_1", [PAGE])
    assert artifact == DeliveryArtifactDTO(
        "campaign.html", "packages/package_1/campaign.html", "html", 12, hashlib.sha256(PAGE.content).hexdigest()
    )
    with place.open(artifact.url) as file:
        assert file.read() == PAGE.content


def test_writing_again_replaces_under_the_same_name(place):
    files.write("package_1", [PAGE])
    files.write("package_1", [RenderedFile("campaign.html", "html", b"new")])
    assert keys() == ["packages/package_1/campaign.html"]
    with place.open("packages/package_1/campaign.html") as file:
        assert file.read() == b"new"


def test_removing_takes_the_whole_folder_and_no_neighbour(place):
    files.write("package_1", [PAGE])
    files.write("package_10", [PAGE])
    place.save("packages/package_1/.x.part", ContentFile(b"half"))
    place.save("packages/package_1/deep/er.txt", ContentFile(b"deep"))
    files.remove("package_1")
    assert keys() == ["packages/package_10/campaign.html"]
    assert not place.exists("packages/package_1")


def test_removing_what_is_gone_is_no_error(place):
    files.remove("package_1")
    files.write("package_1", [PAGE])
    files.remove("package_1")
    files.remove("package_1")
    assert keys() == []


def test_deleting_the_last_file_takes_the_folder(place):
    files.write("package_1", [PAGE, RenderedFile("copy.csv", "csv", b"a,b")])
    files.delete("packages/package_1/copy.csv")
    assert keys() == ["packages/package_1/campaign.html"]
    files.delete("packages/package_1/campaign.html")
    assert not place.exists("packages/package_1")
    files.delete("packages/package_1/campaign.html")


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\\b", "a\0b", "/etc", "x" * 200, "…", "a\n"])
def test_an_unsafe_name_is_refused(place, name):
    with pytest.raises(ValueError, match="cannot name"):
        files.write(name, [PAGE])
    with pytest.raises(ValueError, match="cannot name"):
        files.remove(name)
    with pytest.raises(ValueError, match="cannot name"):
        files.write("package_1", [RenderedFile(name, "html", b"")])


@pytest.mark.parametrize("key", ["other/package_1/x", "packages", "packages//x", "packages/../x", "packages/p/../../x"])
def test_only_files_of_packages_can_be_deleted(place, key):
    with pytest.raises(ValueError, match=r"cannot name|not a file"):
        files.delete(key)


def test_a_write_that_breaks_leaves_the_old_file_and_no_temporary_one(tmp_path, monkeypatch):
    place = AtomicFileSystemStorage(location=tmp_path)
    place.save("a.txt", ContentFile(b"old"))

    def full(handle):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        place.save("a.txt", ContentFile(b"new"))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"old")]


def test_a_file_appears_under_its_name_only_when_it_is_whole(tmp_path):
    place = AtomicFileSystemStorage(location=tmp_path)
    seen = []

    class Slow(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"first half, "
            seen.extend(path.name for path in tmp_path.iterdir() if not path.name.startswith("."))
            yield b"second half"

    place.save("a.txt", Slow(b""))
    assert seen == []
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"first half, second half")]


def test_files_and_folders_are_their_owners_alone(tmp_path):
    AtomicFileSystemStorage(location=tmp_path).save("one/two/a.txt", ContentFile(b""))
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert modes == {"one": 0o700, "two": 0o700, "a.txt": 0o600}
