from django.shortcuts import render
from django.urls import path


def limit(request):
    return render(request, "limit.html", {"words": ["honey", "capers", "cookies", "jida"]})


urlpatterns = [path("", limit)]
