"""Personal data in contributions and drafts.

Telephone numbers are left to libphonenumber (`phonenumbers`). For the rest no library fitted: presidio wants
a language model and its network download, and would flag authors' names; scrubadub's last release is of 2023;
commonregex's of 2014; usaddress parses an address it is given and finds none.
"""

from kb.screening.personal_data_patterns import Hit, Kind
from kb.screening.screen import Waivers, bare, masked, read_waivers, screen, screen_text

__all__ = ["Hit", "Kind", "Waivers", "bare", "masked", "read_waivers", "screen", "screen_text"]
