"""Programs that were here before "Before we open" took people in: they stay open, and ask nobody anew."""

from django.db import migrations
from django.db.models import F, Max


def stay_open(apps, editor):
    """What a later version would have noted: open since it was made, its newest promise, who saw which."""
    Program, Promise = apps.get_model("alongside", "Program"), apps.get_model("alongside", "Promise")
    Person, Consent = apps.get_model("alongside", "Person"), apps.get_model("alongside", "Consent")
    here = editor.connection.alias
    Program.objects.using(here).filter(opened_at=None).update(opened_at=F("made_at"))
    newest = Promise.objects.using(here).values_list("program_id").annotate(newest=Max("version"))
    for program_id, version in newest.order_by():
        Program.objects.using(here).filter(id=program_id).update(promise_version=version)
    seen = Consent.objects.using(here).values_list("person_id").annotate(newest=Max("promise__version"))
    for person_id, version in seen.order_by().iterator():
        Person.objects.using(here).filter(id=person_id).update(promise_seen=version)


def stays(apps, editor):
    """Back: the columns go with the migration before."""


class Migration(migrations.Migration):
    dependencies = [("alongside", "0002_whole_and_kind")]
    operations = [migrations.RunPython(stay_open, stays)]
