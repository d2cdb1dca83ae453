from django.urls import path

from .views import coverage

app_name = "coverage"
urlpatterns = [
    path("", coverage.matrix, name="matrix"),
    path("<int:product_pk>/<slug:market_code>/", coverage.cell, name="cell"),
]
