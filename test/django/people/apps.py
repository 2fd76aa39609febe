from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        from actstream import registry
        from django.contrib.auth.models import User

        from . import forward  # noqa: F401
        from .models import Project

        registry.register(User, Project)
