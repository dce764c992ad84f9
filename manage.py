"""Django's own door; officers and scripts use the command `gongkai`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings.dev")
    execute_from_command_line(sys.argv)
