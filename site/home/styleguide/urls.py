from django.urls import path

from . import views

urlpatterns = [
    path("", views.styleguide, name="styleguide"),
    path("pictures/<path:name>.svg", views.picture, name="styleguide-picture"),
]
