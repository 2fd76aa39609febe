from django.urls import include, path

urlpatterns = [path("", include("actstream.drf.urls"))]
