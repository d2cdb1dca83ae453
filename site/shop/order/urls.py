from django.urls import path

from . import views

app_name = "orders"
urlpatterns = [
    path("<str:token>/", views.detail, name="detail"),
    path("<str:token>/pay/", views.pay, name="pay"),
    path("<str:token>/paid/", views.paid, name="paid"),
    path("<str:token>/back/", views.back, name="back"),
]
