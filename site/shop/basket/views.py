from django.http import HttpResponse


def summary(request, **kwargs):
    return HttpResponse()


def badge(request, **kwargs):
    return HttpResponse()


def add(request, **kwargs):
    return HttpResponse()


def change_line(request, **kwargs):
    return HttpResponse()
