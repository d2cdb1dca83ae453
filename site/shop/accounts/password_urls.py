"""A new password by mail. Without a namespace: Django's views reverse bare names."""

from django.conf import settings
from django.contrib.auth import views
from django.urls import path, reverse_lazy

urlpatterns = [
    path(
        "",
        views.PasswordResetView.as_view(
            template_name="shop/accounts/password_reset.html",
            email_template_name="shop/mails/password_reset.txt",
            html_email_template_name="shop/mails/password_reset.html",
            extra_email_context={"base_url": settings.BASE_URL},
            subject_template_name="shop/mails/password_reset_subject.txt",
            success_url=reverse_lazy("password-reset-done"),
        ),
        name="password-reset",
    ),
    path(
        "done/",
        views.PasswordResetDoneView.as_view(template_name="shop/accounts/password_reset_done.html"),
        name="password-reset-done",
    ),
    path(
        "<str:uidb64>/<str:token>/",
        views.PasswordResetConfirmView.as_view(
            template_name="shop/accounts/password_reset_confirm.html",
            success_url=reverse_lazy("password-reset-complete"),
        ),
        name="password-reset-confirm",
    ),
    path(
        "complete/",
        views.PasswordResetCompleteView.as_view(
            template_name="shop/accounts/password_reset_complete.html"
        ),
        name="password-reset-complete",
    ),
]
