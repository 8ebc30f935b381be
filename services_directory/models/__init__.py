"""The directory's records, one module a noun. The field names follow Open Referral HSDS 3.1 where it has the thing."""

from services_directory.models.access import AccessBarrier, Accessibility, Partnership
from services_directory.models.city import City, District
from services_directory.models.contact import Capacity, Contact
from services_directory.models.cost import CostOption
from services_directory.models.desk import Comment, ErrorReport, KnownGap, LinkCheck, Proposal
from services_directory.models.document import RequiredDocument
from services_directory.models.eligibility import Eligibility
from services_directory.models.email import EmailAddress
from services_directory.models.event import Event
from services_directory.models.guidance import Answer, Plan, PlanStep, Statement, StatementValue
from services_directory.models.location import Location
from services_directory.models.organization import Organization
from services_directory.models.phone import Phone
from services_directory.models.publication import Publication
from services_directory.models.schedule import Schedule
from services_directory.models.service import Service, ServiceSource, ServiceTerm
from services_directory.models.source import Source
from services_directory.models.spoken_language import SpokenLanguage
from services_directory.models.status_record import StatusRecord
from services_directory.models.taxonomy import TaxonomyTerm
from services_directory.models.translation import (
    AnyTranslation,
    CityTranslation,
    EventTranslation,
    OrganizationTranslation,
    Translation,
)
from services_directory.models.version import ContentVersion
from services_directory.models.wording import Wording

__all__ = [
    "AccessBarrier",
    "Accessibility",
    "Answer",
    "AnyTranslation",
    "Capacity",
    "City",
    "CityTranslation",
    "Comment",
    "Contact",
    "ContentVersion",
    "CostOption",
    "District",
    "Eligibility",
    "EmailAddress",
    "ErrorReport",
    "Event",
    "EventTranslation",
    "KnownGap",
    "LinkCheck",
    "Location",
    "Organization",
    "OrganizationTranslation",
    "Partnership",
    "Phone",
    "Plan",
    "PlanStep",
    "Proposal",
    "Publication",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceSource",
    "ServiceTerm",
    "Source",
    "SpokenLanguage",
    "Statement",
    "StatementValue",
    "StatusRecord",
    "TaxonomyTerm",
    "Translation",
    "Wording",
]
