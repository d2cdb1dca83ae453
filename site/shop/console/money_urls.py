from django.urls import path

from .views import books
from .views.movements import MoneyView, PriceView, StockView

app_name = "money"
urlpatterns = [
    path("books/", books.books, name="books"),
    path("books/repair/", books.repair_books, name="repair"),
    path("movements/", MoneyView.as_view(), name="money"),
    path("movements/results/", MoneyView.as_view(results_only=True), name="money_results"),
    path("stock/", StockView.as_view(), name="stock"),
    path("prices/", PriceView.as_view(), name="prices"),
    path("prices/results/", PriceView.as_view(results_only=True), name="prices_results"),
    path("stock/results/", StockView.as_view(results_only=True), name="stock_results"),
]
