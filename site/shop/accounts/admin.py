from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from .models import User


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Oscar's admin looks users up here; the site itself uses Wagtail's screens."""

    ordering = ["email"]
    list_display = ["email", "first_name", "last_name", "is_staff"]
    search_fields = ["email", "first_name", "last_name"]
    fieldsets = [(None, {"fields": ["email", "password", "first_name", "last_name", "groups"]})]
    add_fieldsets = [(None, {"fields": ["email", "password1", "password2"]})]
