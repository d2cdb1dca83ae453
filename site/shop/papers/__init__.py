"""What lies in and on a parcel: slip, label, customs form, invoice and copies of certificates."""
