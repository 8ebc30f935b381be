"""A made-up city for measuring: plausible records in any number, and vectors that cost what real ones do."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta

import numpy as np

DIMENSION = 384
LANGUAGES = ("fi", "sv", "en", "ar", "ru", "so", "et", "fa", "tr", "uk", "de", "fr", "es")
CHANNELS = ("website", "social-media", "print", "events", "employment-services", "communities", "schools")
_SYLLABLES = "ka lo mi nen ser vi ce be ra tung star ti na ru se lä tuki yri ty sa no to".split()


class Vectors:
    """An encoder (encoder.interface.Encoder) whose vectors are drawn from the hash of the text."""

    name, dimension = "made-up", DIMENSION

    def query(self, texts) -> np.ndarray:
        """float32 (n, 384), of unit length."""
        made = np.empty((len(texts), DIMENSION), dtype=np.float32)
        for place, text in enumerate(texts):
            seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
            made[place] = np.random.default_rng(seed).standard_normal(DIMENSION, dtype=np.float32)
        return made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)

    passage = query


class Words:
    """A vocabulary in which few words are frequent and most are rare, as in any language."""

    def __init__(self, rng: random.Random, count: int = 6000):
        self.rng = rng
        self.words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(count)]
        self.weights = np.cumsum([1 / (place + 5) for place in range(count)]).tolist()

    def text(self, least: int, most: int) -> str:
        """Some words in a row."""
        return " ".join(self.rng.choices(self.words, cum_weights=self.weights, k=self.rng.randint(least, most)))


def fill(city, count: int, seed: int = 4) -> None:
    """`count` services with terms, languages, phones, places, hours, costs, partnerships and barriers, in batches."""
    from services_directory import models, version

    rng = random.Random(seed)
    words = Words(rng)
    terms: dict[str, list] = {}
    for term in models.TaxonomyTerm.objects.all():
        terms.setdefault(term.kind, []).append(term)
    places = [models.District(city=city, code=f"d{n}", name=f"District {n}") for n in range(30)]
    places = models.District.objects.bulk_create(places)
    owners = [models.Organization(slug=f"o{n}", name=words.text(2, 3).title()) for n in range(max(count // 4, 10))]
    owners = models.Organization.objects.bulk_create(owners, batch_size=1000)
    with version.hold():
        for start in range(0, count, 2000):
            _batch(models, rng, words, city, terms, places, owners, range(start, min(start + 2000, count)))
        version.bump()


def _batch(models, rng, words, city, terms, places, owners, numbers) -> None:
    today = date.today()
    services = models.Service.objects.bulk_create(_service(models, rng, words, city, owners, today, n) for n in numbers)
    rows: dict[type, list] = {}

    def add(model, **fields):
        rows.setdefault(model, []).append(model(**fields))

    for service in services:
        for kind, most in (("topic", 3), ("phase", 3), ("audience", 2), ("format", 2), ("cost", 1)):
            for position, term in enumerate(rng.sample(terms[kind], rng.randint(kind == "topic", most))):
                add(models.ServiceTerm, service=service, term=term, position=position)
        for code in rng.sample(LANGUAGES, rng.choices((0, 1, 2, 3, 5), (1, 3, 4, 2, 1))[0]):
            add(models.SpokenLanguage, service=service, code=code, given_by=rng.choice(("staff", "unknown")))
        add(models.Phone, service=service, number=f"+3589{rng.randrange(10**7):07}")
        add(models.EmailAddress, service=service, address=f"{service.slug}@example.org")
        add(models.Location, service=service, address=words.text(2, 3), district=rng.choice([None, *places]))
        add(models.Schedule, service=service, rrule="FREQ=WEEKLY;BYDAY=MO,TU", opens_at="09:00", closes_at="15:00")
        if rng.random() < 0.5:
            add(models.Eligibility, service=service, text=words.text(5, 15))
        if rng.random() < 0.3:
            other = rng.choice(services)
            if other.pk > service.pk:
                kind = rng.choice(("refers-to", "works-with"))
                add(models.Partnership, service=service, kind=kind, to_service=other)
        if rng.random() < 0.1:
            add(models.AccessBarrier, service=service, kind="papers", state=rng.choice(("open", "in-work")))
    for model, made in rows.items():
        model.objects.bulk_create(made, batch_size=5000)
    through = models.Service.districts.through
    some = [service for service in services if rng.random() < 0.2]
    through.objects.bulk_create(through(service=service, district=rng.choice(places)) for service in some)


def _service(models, rng, words, city, owners, today, number):
    status = rng.choices(("current", "undated", "time-limited"), (6, 3, 1))[0]
    return models.Service(
        city=city,
        slug=f"s{number}",
        organization=rng.choice(owners),
        name=words.text(2, 5).title(),
        description=words.text(15, 45),
        source_status=status,
        assured_date=rng.choice([None, today - timedelta(days=rng.randrange(500))]),
        window_end=today + timedelta(days=rng.randint(-30, 300)) if status == "time-limited" else None,
        reach=rng.choice(("mainstream", "mainstream", "targeted")),
        area_scope=rng.choice(("city", "city", "region", "country")),
        channels=rng.sample(CHANNELS, rng.randint(0, 3)),
        exit_strategy=words.text(4, 9) if rng.random() < 0.3 else "",
        support_length=rng.choice([None, {"type": "duration", "count": rng.randint(1, 12), "unit": "month"}]),
        position=number,
    )
