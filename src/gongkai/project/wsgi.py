"""Serve the project: public files first, Django for everything else."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from gongkai.apps.static_site.conf import public_root
from gongkai.apps.static_site.serving import PublicFiles, elder_sheet

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings.dev")
django_application = get_wsgi_application()
application = PublicFiles(django_application, public_root(), elder_sheet())

# what was imported stays for good; walking through it again costs whoever asks just then 150 ms
gc.collect()
gc.freeze()
