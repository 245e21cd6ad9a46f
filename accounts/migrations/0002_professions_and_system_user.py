"""The 24 professional groups (derived from the service's own list), partner professions, and the system's account."""

from datetime import UTC, datetime

from django.contrib.auth.hashers import make_password
from django.db import migrations

from core.history import SYSTEM_ACTOR, acting

SWE = "Social Work England"
NMC = "Nursing and Midwifery Council"
GMC = "General Medical Council"
HCPC = "Health and Care Professions Council"
GROUPS = [
    ("SOCIAL_WORKER", "Social worker", SWE, "Case supervision every 4 weeks"),
    ("FAMILY_SUPPORT", "Family support or social care worker", "", "Case supervision every 4 weeks"),
    ("RESIDENTIAL_FOSTER", "Foster or residential care staff", "", "Monthly"),
    ("HEALTH_VISITOR", "Health visitor", NMC, "Safeguarding supervision every 3 months"),
    ("SCHOOL_NURSE", "School nurse", NMC, "Safeguarding supervision every 3 months"),
    ("COMMUNITY_CHILDRENS_NURSE", "Community children's nurse", NMC, "Every 3 months"),
    ("CHILDREN_IN_CARE_NURSE", "Children-in-care nurse", NMC, "Safeguarding supervision every 3 months"),
    ("COMMUNITY_PAEDIATRICIAN", "Community paediatrician", GMC, "Peer review monthly"),
    ("CHILD_PSYCHIATRIST", "Child psychiatrist", GMC, "Peer review monthly"),
    ("CLINICAL_PSYCHOLOGIST", "Clinical psychologist", HCPC, "Clinical supervision monthly"),
    ("CAMHS", "CAMHS nurse or therapist", NMC, "Clinical supervision monthly"),
    ("SPEECH_LANGUAGE", "Speech and language therapist", HCPC, "Every 6 weeks"),
    ("PHYSIOTHERAPIST", "Physiotherapist", HCPC, "Every 6 weeks"),
    ("OCCUPATIONAL_THERAPIST", "Occupational therapist", HCPC, "Every 6 weeks"),
    ("ORTHOPTIST", "Orthoptist", HCPC, "Every 6 weeks"),
    ("NEWBORN_HEARING", "Newborn hearing screener or audiologist", "", "Every 6 weeks"),
    ("EDUCATIONAL_PSYCHOLOGIST", "Educational psychologist", HCPC, "Every half term"),
    ("EDUCATION_WELFARE", "Education welfare officer", "", "Every half term"),
    ("TEACHER", "Teacher or school improvement", "Teaching Regulation Agency", "School's own"),
    ("SENSORY_TEACHER", "Sensory-impairment teacher", "Teaching Regulation Agency", "Every half term"),
    ("SEN_OFFICER", "SEN officer", "", "Monthly"),
    ("EARLY_YEARS", "Early years, children's centre or play worker", "", "Monthly"),
    ("YOUTH_WORKER", "Connexions or youth worker", "", "Monthly"),
    ("YOUTH_OFFENDING", "Youth offending officer", "", "Monthly"),
]
PARTNERS = [
    ("POLICE_OFFICER", "Police officer", "College of Policing"),
    ("HOUSING_OFFICER", "Housing officer", ""),
    ("GP", "General practitioner", GMC),
    ("MIDWIFE", "Midwife", NMC),
    ("PROBATION_OFFICER", "Probation officer", ""),
    ("PHARMACIST", "Pharmacist", "General Pharmaceutical Council"),
    ("VOLUNTARY_WORKER", "Voluntary-sector worker", ""),
    ("DOMESTIC_ABUSE_ADVISER", "Domestic abuse adviser", ""),
    ("SUBSTANCE_MISUSE_WORKER", "Substance misuse worker", ""),
    ("ADULT_PRACTITIONER", "Adult social care practitioner", SWE),
    ("CARE_HOME_STAFF", "Care home staff", ""),
    ("BUSINESS_SUPPORT", "Business support", ""),
    ("PARAMEDIC", "Paramedic", HCPC),
    ("COMMISSIONER", "Commissioner", ""),
    ("DIRECTOR", "Director", ""),
]


def load(apps, editor):  # type: ignore[no-untyped-def]
    group = apps.get_model("accounts", "ProfessionalGroup")
    with acting(by=SYSTEM_ACTOR, reason="first installation"):
        for code, name, body, standard in GROUPS:
            group.objects.create(code=code, name=name, registration_body=body, supervision_standard=standard)
        for code, name, body in PARTNERS:
            group.objects.create(code=code, name=name, registration_body=body, is_partner=True)
        apps.get_model("accounts", "User").objects.create(
            username="system",
            display_name="This system",
            kind="SYSTEM",
            password=make_password(None),
            date_joined=datetime(2026, 1, 1, tzinfo=UTC),
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
