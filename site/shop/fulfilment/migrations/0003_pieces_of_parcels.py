"""Write down what lies in the parcels that there are: each held all that its order had left."""

from django.db import migrations


def fill_parcels(apps, schema_editor) -> None:
    Parcel = apps.get_model("fulfilment", "Parcel")
    for parcel in Parcel.objects.select_related("order").order_by("pk").iterator():
        if parcel.sent_at or parcel.order.status == "packed":
            fill_parcel(apps, parcel)
        else:
            # Given up after it was packed: nothing lies in it any more.
            parcel.delete()


def fill_parcel(apps, parcel) -> None:
    ParcelLine = apps.get_model("fulfilment", "ParcelLine")
    for line in parcel.order.lines.all():
        if parcel.sent_at:
            line.returned = refunded_since(apps, line, parcel.sent_at)
        line.in_parcels = line.quantity - line.withdrawn + line.returned
        if parcel.sent_at:
            line.sent = line.in_parcels
        line.save(update_fields=["returned", "in_parcels", "sent"])
        if line.in_parcels:
            ParcelLine.objects.create(parcel=parcel, line=line, pieces=line.in_parcels)


def refunded_since(apps, line, moment) -> int:
    RefundLine = apps.get_model("payments", "RefundLine")
    since = RefundLine.objects.filter(line=line, refund__created_at__gt=moment)
    return min(sum(since.values_list("quantity", flat=True)), line.withdrawn)


def forget_pieces(apps, schema_editor) -> None:
    apps.get_model("order", "Line").objects.update(returned=0, in_parcels=0, sent=0)


class Migration(migrations.Migration):
    dependencies = [
        ("fulfilment", "0002_several_parcels"),
        ("payments", "0006_instructions_in_five_languages"),
    ]

    operations = [migrations.RunPython(fill_parcels, forget_pieces)]
