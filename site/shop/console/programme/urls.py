from django.urls import path

from . import report_views, views

app_name = "programme"
urlpatterns = [
    path("", views.board, name="board"),
    path("report/", report_views.report, name="report"),
    path("report.pdf", report_views.report_pdf, name="report-pdf"),
    path("report.xlsx", report_views.report_xlsx, name="report-xlsx"),
    path("<int:pk>/", views.participant, name="participant"),
    path("<int:pk>/step/", views.add_step, name="step"),
    path("<int:pk>/evidence/", views.add_evidence, name="evidence"),
    path("<int:pk>/evidence/<int:evidence_pk>/remove/", views.drop_evidence, name="drop-evidence"),
]
