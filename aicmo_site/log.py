"""What the log says of refusals."""

import logging


class OneLine(logging.Filter):
    """A refusal (4xx) is one line: where in the code it was raised helps nobody, and strangers can cause any number."""

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
            record.msg, record.args = " ".join(record.getMessage().split()), ()
        return True
