from django.urls import path

from . import views

app_name = "own"
urlpatterns = [
    path("", views.things, name="things"),
    path("certificates/", views.certificates, name="certificates"),
    path("to-prepare/", views.prepare, name="prepare"),
    path("to-prepare/<int:pk>/ready/", views.ready, name="ready"),
    path("statement/", views.statement, name="statement"),
    path("statement.csv", views.statement_csv, name="statement-csv"),
    path("statement.xlsx", views.statement_xlsx, name="statement-xlsx"),
]
