"""A site with django-activity-stream and its REST API on PostgreSQL, set up as its documentation says."""

import os

SECRET_KEY = "for measurements alone"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "peer_site.urls"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sites",
    "rest_framework",
    "rest_framework.authtoken",
    "peer_site",
    "actstream",
]
SITE_ID = 1
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "peers",
        "HOST": "127.0.0.1",
        "PORT": os.environ["PEER_POSTGRES_PORT"],
        "CONN_MAX_AGE": None,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 25,
}
# Without these a feed shows every column of a user, the password's hash among them.
ACTSTREAM_SETTINGS = {
    "DRF": {"MODEL_FIELDS": {"auth.user": ["id", "username"], "auth.group": ["id", "name"]}}
}
