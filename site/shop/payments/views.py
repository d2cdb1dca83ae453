from django.http import HttpResponse


def webhook(request, **kwargs):
    return HttpResponse()
