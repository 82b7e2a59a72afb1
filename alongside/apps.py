from django.apps import AppConfig


class Alongside(AppConfig):
    """The one Django app. Its rooms are packages; see ARCHITECTURE.md."""

    name = "alongside"
    default_auto_field = "django.db.models.BigAutoField"
