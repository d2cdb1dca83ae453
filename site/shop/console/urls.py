from django.urls import path

from . import views

app_name = "console"
urlpatterns = [
    path("", views.orders, name="orders"),
    path("to-pack/", views.to_pack, name="to-pack"),
    path("<int:pk>/", views.order_detail, name="order"),
    path("<int:pk>/pack/", views.mark_packed, name="pack"),
    path("<int:pk>/send/", views.mark_sent, name="send"),
]
