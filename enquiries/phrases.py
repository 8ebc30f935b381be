"""What newcomers read of an enquiry, as msgids of domain website."""

from locales.marking import N_

DOMAIN = "website"
CONSENT = "enquiry-1"
"""Key of the consent sentence below; a new wording gets a new key, so it is known what each person agreed to."""
CONSENT_TEXT = N_(
    "May the staff of {city} read this conversation to answer you? They see what you write here. It is kept until "
    "{kept} after the enquiry is closed. With your receipt code you can erase it at any time."
)
TRAINING_TEXT = N_(
    "May the guide learn from your question? A person takes out everything by which you could be known. What is left "
    "stays after you erase the rest. It is your choice: you get the same help without it."
)
"""Asked apart from the consent above; without an answer: no."""

# --- what the guide says in the conversation
OPENED = N_("Your enquiry has the number {number}. The staff of {city} will read it. {hours} {waiting}")
TAKEN_OVER = N_(
    "A person of the city is in this conversation now. I am silent until they have finished. Write as you like, in "
    "your own language."
)
HANDED_BACK = N_("The person of the city has left the conversation. I am the guide again: ask me what you like.")
REFERRAL = N_(
    "The staff would like to hand your enquiry to {organization}. Nothing is sent before you agree. Open your enquiry "
    "with the receipt code to agree or to decline."
)

# --- hours and waiting time
HOURS = N_("Somebody answers at these times: {hours} (time in {city}).")
HOURS_UNKNOWN = N_("The city has not entered the hours at which somebody answers.")
OPENING = N_("{days}: {opens}–{closes}")
ONLINE = N_("Somebody is there right now.")
OPEN_NOW = N_("These are office hours.")
CLOSED_NOW = N_("The office is closed now. It opens again on {day} at {time}.")
USUAL_WAIT = N_("Half of the people got their first reply within {time}.")
WAIT_UNKNOWN = N_("How long a reply takes is not known yet.")

# --- status in words
STATUS = {
    "new": N_("Nobody has read it yet."),
    "open": N_("The staff are working on it."),
    "waiting": N_("There is a reply. The staff are waiting for you."),
    "resolved": N_("The staff think that your question is answered. Write again if it is not."),
    "closed": N_("It is closed. Write again and it is opened again."),
}

# --- transcript
TITLE = N_("Enquiry {number}, {city}")
GUIDE, PERSON, STAFF = N_("Guide"), N_("You"), N_("A person of the city")
SPEAKERS = {"guide": GUIDE, "person": PERSON, "staff": STAFF}
ENTRY = N_("{day}, {time} · {speaker}")

# --- mail
MAIL_SUBJECT = N_("There is a reply for you")
MAIL_TEXT = N_("There is a reply to what you asked in the city's guide. Open it with your receipt code: {page}")
