from django.urls import path

from .views import (
    address,
    filters,
    many,
    orders,
    papers,
    parcels,
    receipts,
    refunds,
    screen,
    standing,
)

app_name = "console"
urlpatterns = [
    path("", orders.orders, name="orders"),
    path("orders.csv", orders.export_csv, name="export-csv"),
    path("orders.xlsx", orders.export_xlsx, name="export-xlsx"),
    path("papers.pdf", papers.of_many, name="papers-of-many"),
    path("pick-list/", papers.pick, name="pick-list"),
    path("pick-list.pdf", papers.pick_pdf, name="pick-list-pdf"),
    path("pack/", many.pack_many, name="pack-many"),
    path("filters/", filters.keep, name="keep-filter"),
    path("filters/<int:pk>/remove/", filters.drop, name="drop-filter"),
    path("to-pack/", orders.to_pack, name="to-pack"),
    path("find/", orders.find, name="find"),
    path("send/", many.send_many, name="send-many"),
    path("<int:pk>/", screen.order_detail, name="order"),
    path("<int:pk>/papers.pdf", papers.of_order, name="papers"),
    path("<int:pk>/address/", address.change, name="address"),
    path("<int:pk>/pack/", parcels.mark_packed, name="pack"),
    path("<int:pk>/send/", parcels.mark_sent, name="send"),
    path("<int:pk>/came-back/", parcels.mark_came_back, name="came-back"),
    path("<int:pk>/cancel/", standing.ask_cancel, name="ask-cancel"),
    path("<int:pk>/cancel/yes/", standing.cancel, name="cancel"),
    path("<int:pk>/looked-at/", standing.looked_at, name="looked-at"),
    path("<int:pk>/receipt/", receipts.money_arrived, name="receipt"),
    path("<int:pk>/refund/", refunds.review_refund, name="refund"),
    path("<int:pk>/refund/send/", refunds.send_refund, name="send-refund"),
    path("<int:pk>/refunds/<int:refund_pk>/sent/", receipts.refund_sent, name="refund-sent"),
]
