"""What a search may look for of each person, kept in step by the database itself."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from people.models.person import Person
from people.querysets import PersonRowQuerySet


class SearchEntry(models.Model):
    """One line of the search index: names, numbers, dates and places as a searcher would type them.

    Derived: triggers write it in the transaction of every change of name, number, address, telephone, reference or
    merge (docs/adr/0009). Confidential addresses never come in, nor any place or number of whoever has one.
    """

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, primary_key=True, related_name="search_entry"
    )
    # Surname and forename without accents, for order.
    name = models.CharField(max_length=250, blank=True)
    # What is compared, as `kind:value`; the kinds are in people/search/keys.py.
    keys = ArrayField(models.TextField(), default=list)
    # What is looked up: the keys and their near spellings.
    terms = SearchVectorField()

    objects = PersonRowQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(fields=["terms"], name="search_entry_terms")]
