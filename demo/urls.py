from django.urls import path

from demo import views

urlpatterns = [path("demo/mail/", views.mail_sink, name="demo_mail")]
