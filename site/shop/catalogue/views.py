from django.http import HttpResponse


def listing(request, **kwargs):
    return HttpResponse()


def product(request, **kwargs):
    return HttpResponse()
