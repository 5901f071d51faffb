import os

from django.core.wsgi import get_wsgi_application

from aicmo_site.middleware.unread_body import closing_on_unread_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aicmo_site.settings")

os.umask(0o077)  # as in manage.py
application = closing_on_unread_bodies(get_wsgi_application())

from aicmo_site.kernel.guard import require_secure, require_shared_data  # noqa: E402  needs the settings
from aicmo_site.log import hide_secrets_of_server  # noqa: E402

require_secure()
require_shared_data("the server")
hide_secrets_of_server()
