from django.views.generic import View


class CheckoutView(View):
    pass
