"""What cards and errors of the directory say, as msgids of domain directory."""

from locales.marking import N_

# --- status of a service
CHECK = N_("Please check that it still exists.")
OVERDUE = N_("Last checked on {date}. Please check that it is still right.")
UNCHECKED = N_("Nobody of the city has checked this yet. Please check that it is still right.")
OVER = N_("The time to apply ended on {date}.")
HISTORY = N_("This is from {date}. It may no longer exist, and the guide does not offer it.")
HISTORY_UNDATED = N_("This is from the past. It may no longer exist, and the guide does not offer it.")

# --- texts in another language
ELSEWHERE = N_("This text is in {language}: nobody has translated it yet.")
WITHHELD = N_("This text is in {language}: the translation is being renewed.")

# --- dates of sources
AS_OF = N_("Source of {date}")
NO_DATE = N_("The source shows no date")
CHECKED = N_("Checked on {date}")

# --- languages and hours
STATED_THEN = N_("{language} (stated in {date})")
SPOKEN_BY_STAFF = N_("Spoken by staff")
SPOKEN_BY_INTERPRETER = N_("With an interpreter")
SPOKEN_ON_REQUEST = N_("On request")
AT_TIMES = N_("at certain times, please ask when")
HOURS = N_("{days}: {opens}–{closes}")
NOTED = N_("{text} ({note})")
BY_APPOINTMENT = N_("By appointment only")
EVERY_SECOND_WEEK = N_("every second week")
# The place of a weekday in its month, -1 the last; beside the day's name: 'Mon (the second in the month)'.
IN_MONTH = {
    1: N_("the first in the month"),
    2: N_("the second in the month"),
    3: N_("the third in the month"),
    4: N_("the fourth in the month"),
    -1: N_("the last in the month"),
}
FROM = N_("from {date}")
UNTIL = N_("until {date}")
# Beside hours or a telephone number of a service with several places, of which others hold at one of them only.
ALL_PLACES = N_("all places")

# --- conditions and phones
MINIMUM_AGE = N_("Minimum age: {age}")
MAXIMUM_AGE = N_("Maximum age: {age}")
EXTENSION = N_("extension {number}")

# --- what the feed for other systems says (services_directory.hsds)
ORGANIZATION = N_("This organization offers services for people who start or run a business.")
TAXONOMY_TOPIC = N_("Topic")
TAXONOMY_PHASE = N_("Phase of the business")
TAXONOMY_FORMAT = N_("Format")
TAXONOMY_COST = N_("Cost")
TAXONOMY_AUDIENCE = N_("Who it is for")
TAXONOMY_BUSINESS = N_("Kind of business")
TAXONOMY_STATUS = N_("Status in the country")
TAXONOMY_DESCRIPTION = N_("Terms of the directory: {name}")

# --- events
WHEN = N_("When")
SIGN_UP = N_("Sign up")

# --- how long the support lasts, and what follows
LONGEST = N_("Longest support: {time}")
LEADS_ON = N_("They refer people on to: {names}")

# --- details that records alone have, no question of the guide's, by their codes
DETAILS = {
    "application": N_("How to apply"),
    "afterwards": N_("What comes after"),
    "contact": N_("Whom to ask for"),
}

# --- details that no source gave
UNKNOWN = {
    "cost": N_("No source says what it costs."),
    "address": N_("No source gives an address."),
    "hours": N_("No source gives the opening hours."),
    "phone": N_("No source gives a phone number."),
    "email": N_("No source gives an e-mail address."),
    "language": N_("No source says which languages they speak."),
    "conditions": N_("No source says who may use it."),
    "website": N_("No source gives a website."),
    "duration": N_("No source says how long it takes."),
    "documents": N_("No source says which documents you need."),
}

# --- errors of the API
ERRORS = {
    "unknown_city": N_("This city is not in the directory."),
    "unknown_language": N_("This language is not served yet. These are: {languages}."),
    "unknown_filter": N_("{filter} does not know {value}."),
    "unknown_service": N_("This service is not in the directory of this city."),
    "unknown_answer": N_("The directory has no answer to this question."),
    "no_plan": N_("There is no plan of first steps for this city yet."),
    "missing_parameter": N_("The parameter {parameter} is missing."),
    "bad_number": N_("{parameter} must be a whole number from {least} to {most}."),
    "too_long": N_("{parameter} may have at most {most} characters."),
    "throttled": N_("That was very fast. Please wait a moment and write again."),
    "not_found": N_("There is nothing at this address."),
    "method_not_allowed": N_("This address can only be read."),
    "bad_time": N_("{parameter} must be a date or a time such as {example}."),
    "bad_choice": N_("{parameter} must be one of these: {choices}."),
    "unknown_place": N_("No place with this postcode has coordinates, so nothing near it can be found."),
    "bad_request": N_("The request could not be read."),
    "internal": N_("Something went wrong on our side. Please try again."),
}
