app_name = "customer"
urlpatterns = []
