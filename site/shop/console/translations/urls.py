from django.urls import path

from . import views

app_name = "texts"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("pages/<int:pk>/begin/", views.begin, name="begin"),
    path("<slug:kind>/", views.records, name="kind"),
    path("<slug:kind>/<int:pk>/", views.edit, name="edit"),
]
