from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("referrals", "0010_move_allegations")]

    operations = [
        migrations.RemoveField(
            model_name="staffallegationevent",
            name="pgh_obj",
        ),
        migrations.RemoveField(
            model_name="staffallegationevent",
            name="contact",
        ),
        migrations.RemoveField(
            model_name="staffallegationevent",
            name="contact_person",
        ),
        migrations.RemoveField(
            model_name="staffallegationevent",
            name="recorded_by",
        ),
        migrations.RemoveField(
            model_name="staffallegationevent",
            name="taken_up_by",
        ),
        migrations.DeleteModel(
            name="StaffAllegation",
        ),
        migrations.DeleteModel(
            name="StaffAllegationEvent",
        ),
    ]
