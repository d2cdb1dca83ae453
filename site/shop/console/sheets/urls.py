from django.urls import path

from . import views

app_name = "sheets"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("prices-and-stock.xlsx", views.export_xlsx, name="xlsx"),
    path("prices-and-stock.csv", views.export_csv, name="csv"),
    path("<int:pk>/", views.upload, name="upload"),
    path("<int:pk>/apply/", views.apply, name="apply"),
]
