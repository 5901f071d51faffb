"""How request bodies are read."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rest_framework.exceptions import APIException
from rest_framework.parsers import BaseParser, DataAndFiles, MultiPartParser

from aicmo_site.kernel import strict_json


class BodyTooLarge(APIException):
    status_code = 413
    default_code = "body_too_large"

    def __init__(self) -> None:
        super().__init__(f"The body is larger than {settings.AICMO_MAX_BODY_BYTES:,} bytes.")


class FileTooLarge(APIException):
    status_code = 413
    default_code = "file_too_large"

    def __init__(self) -> None:
        super().__init__(f"The file is larger than {settings.AICMO_MAX_FILE_BYTES:,} bytes.")


class FileParser(MultiPartParser):
    """A form with a file of up to AICMO_MAX_FILE_BYTES. Raises FileTooLarge before it is read."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> DataAndFiles:
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0"
        if int(length) > settings.AICMO_MAX_FILE_BYTES + settings.AICMO_MAX_BODY_BYTES:
            raise FileTooLarge
        return super().parse(stream, media_type, parser_context)


class StrictJSONParser(BaseParser):
    """JSON up to AICMO_MAX_BODY_BYTES, read strictly. Raises BodyTooLarge or MalformedJSON."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        raw = stream.read(settings.AICMO_MAX_BODY_BYTES + 1)
        if len(raw) > settings.AICMO_MAX_BODY_BYTES:
            raise BodyTooLarge
        return strict_json.loads(raw)
