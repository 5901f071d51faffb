import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aicmo_site.settings")

application = get_wsgi_application()

from aicmo_site.kernel.guard import require_secure, require_shared_data  # noqa: E402  needs the settings

require_secure()
require_shared_data("the server")
