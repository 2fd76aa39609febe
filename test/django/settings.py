"""A site with django-activity-stream, which forwards to Tributary."""

import os

SECRET_KEY = "for tests alone"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sites",
    "people",
    "actstream",
]
SITE_ID = 1
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["SITE_DATABASE"]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TRIBUTARY_URL = os.environ.get("TRIBUTARY_URL", "http://127.0.0.1:1")
TRIBUTARY_KEY = os.environ.get("TRIBUTARY_KEY", "none")
TRIBUTARY_SITE = os.environ.get("TRIBUTARY_SITE", "main")
TRIBUTARY_TYPES = {"people.project": f"project_{TRIBUTARY_SITE}", "auth.user": f"person_{TRIBUTARY_SITE}"}
