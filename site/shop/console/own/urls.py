from django.urls import path

from . import statement_views, views

app_name = "own"
urlpatterns = [
    path("", views.things, name="things"),
    path("certificates/", views.certificates, name="certificates"),
    path("to-prepare/", views.prepare, name="prepare"),
    path("to-prepare/<int:pk>/ready/", views.ready, name="ready"),
    path("statement/", statement_views.statement, name="statement"),
    path("statement.csv", statement_views.statement_csv, name="statement-csv"),
    path("statement.xlsx", statement_views.statement_xlsx, name="statement-xlsx"),
]
