"""Personal data in contributions, drafts and documents.

Telephone numbers written internationally are left to libphonenumber (`phonenumbers`), names of people in
running prose to Presidio and a model of spaCy, where these are installed (`name_model.py`). The rest are
patterns, for no library knows the print-outs of dispatch systems: `make bench BENCH=screening` has Presidio's
own recognizers beside ours. scrubadub's last release is of 2023, commonregex's of 2014; usaddress parses an
address it is given and finds none.
"""

from kb.screening.personal_data_kinds import Hit, Kind
from kb.screening.screen import masked, screen, screen_text
from kb.screening.waivers import Waivers, bare, read_waivers

__all__ = ["Hit", "Kind", "Waivers", "bare", "masked", "read_waivers", "screen", "screen_text"]
