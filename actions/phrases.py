"""Phrases that actions put together: msgids of the catalogue `assistant`, filled in by `Turn.phrase` and `Turn.put`."""

from locales.marking import N_

LABELLED = N_("{label}: {text}")

# Marks of a statement
UNCONFIRMED = N_("not confirmed by the authority; please check: {link}")
UNCONFIRMED_UNKNOWN_WHERE = N_("not confirmed by the authority")
CAUTION = N_("Please note: {caution}")
WITH_NOTE = N_("{statement} ({note})")

# Guidance and plans
MORE_WITH = N_("Who knows more: {office}")
DOCUMENTS = N_("Documents: {documents}")
COST = N_("Cost: {cost}")
OFFICE = N_("Where: {office}")
LINK = N_("More: {link}")
PRINT_PLAN = N_("You can read and print this plan here: {link}")
YOUR_ANSWERS = N_("Your answers: {answers}")
WITHOUT_ANSWER = N_("I did not understand this again, so I go on without your answer.")
STALE = N_("The directory does not answer just now. This is what it said on {date}; it may have changed.")

NEXT_EVENTS = N_("These events come next:")

# Buttons
PLAN_BUTTON = N_("Make my first-steps plan")
FINDER_BUTTON = N_("Find a service")
OTHER_SEARCH = N_("Search for something else")
RESUME_FINDER = N_("Go on looking for a service")
RESUME_PLAN = N_("Go on with my plan")
SOMETHING_ELSE = N_("Something else")
GO_ON_IN = N_("Go on in {language}")
NO_MATTER = N_("It does not matter")
PREFER_NOT_TO_SAY = N_("I would rather not say")
NOTHING_ELSE = N_("Nothing else")
ASK_DETAIL = N_("{detail}?")
PASS_ON = N_("Yes, pass it on")

# Barriers: what stood in the way, as a newcomer would say it
BARRIER_LANGUAGE = N_("The language")
BARRIER_PAPERS = N_("Papers that I do not have")
BARRIER_RESIDENCE = N_("My residence status")
BARRIER_CREDIT = N_("No credit history here")
BARRIER_COST = N_("It costs too much")
BARRIER_HOURS = N_("The opening hours")
BARRIER_DISCRIMINATION = N_("I was treated unfairly")
BARRIER_NO_REPLY = N_("Nobody answered me")
TELL_BARRIER = N_(
    "The city should know of it, so that others do not meet the same barrier. You can write to a person of the city:"
    " they learn what you chose here, and nothing of you that you do not tell."
)

# Details
DETAIL_UNKNOWN = N_("{detail}: the directory does not say. Please ask there.")
LANGUAGE_NOT_AMONG = N_("{language} is not among the languages known to me: please ask there.")

# In danger
URGENT_CONTACT = N_(
    "This is an office of the city: {office}, {contact}. It is no emergency service, but you can ask there who helps."
)
NO_HELPER = N_(
    "I know no office that helps with this. Please tell somebody you trust: a doctor, a social worker or a friend"
    " can help you find one."
)
