from django.urls import path

from . import views

app_name = "orders"
urlpatterns = [
    path("<slug:token>/", views.detail, name="detail"),
    path("<slug:token>/pay/", views.pay, name="pay"),
    path("<slug:token>/paid/", views.paid, name="paid"),
    path("<slug:token>/back/", views.back, name="back"),
]
