"""A form with a file, as the JSON that says the same."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from aicmo_site.kernel.children import in_child
from onboarding import services as onboarding
from orchestration.api.requests import BesideFile

FLAGS = {"true": True, "false": False}  # a form sends words only; what is neither is refused as any other text is


def body_with_intakes(file: UploadedFile, sent: Mapping[str, str]) -> dict[str, Any]:
    """The body for several intakes. Raises InvalidIntake, and ValidationError for what stands beside the file."""
    options = _beside(sent)
    client = options.pop("client_name", "")
    read = onboarding.intakes_in_file
    intakes = in_child(read, data=file.read(), name=file.name or "", client_name=client)  # a file may take long
    return {**options, "intakes": intakes}


def body_with_intake(file: UploadedFile, sent: Mapping[str, str]) -> dict[str, Any]:
    """The body for one intake. Raises as above, and InvalidIntake where the file holds several."""
    options = _beside(sent)
    given = {"name": file.name or "", "client_name": options.pop("client_name", "")}
    several = "send it to runs/bulk/, or divide it"
    intake = in_child(onboarding.intake_in_file, data=file.read(), several=several, **given)
    return {**options, "intake": intake}


def _beside(sent: Mapping[str, str]) -> dict[str, Any]:
    said = {name: _said(name, words) for name, words in sent.items()}
    beside = BesideFile(data=said)
    beside.is_valid(raise_exception=True)
    return dict(beside.validated_data)


def _said(name: str, words: str) -> Any:
    if name == "stops":
        return [stop.strip() for stop in words.split(",") if stop.strip()]
    return words if name == "client_name" else FLAGS.get(words, words)
