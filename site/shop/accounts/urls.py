"""Named as Oscar names them, so that its own code finds them."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from . import views

app_name = "customer"
urlpatterns = [
    path("", views.summary, name="summary"),
    path("login/", views.LoginView.as_view(), name="login"),
    path("register/", views.register, name="register"),
    path("logout/", LogoutView.as_view(next_page="customer:login"), name="logout"),
]
