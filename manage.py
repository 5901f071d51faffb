#!/usr/bin/env python
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.umask(0o077)  # what is written here holds clients' data: for nobody but its owner
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aicmo_site.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Configuration: {error}")
