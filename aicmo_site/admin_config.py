from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's admin with our own front page and name."""

    default_site = "orchestration.staff.site.StaffSite"
