from django.apps import AppConfig


class PeerSiteConfig(AppConfig):
    name = "peer_site"

    def ready(self):
        from actstream import registry
        from django.contrib.auth.models import Group, User

        registry.register(User, Group)
