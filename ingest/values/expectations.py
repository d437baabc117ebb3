"""Figures that only observers give: what analysts expected."""

from __future__ import annotations

import re

_WATCHERS = r"(?:analysts?|brokers|economists|forecasters|Wall Street)"
_ESTIMATES = r"(?:consensus|estimates?|expectations?|forecasts?|predictions?|projections?)"
_EXPECT = (
    r"(?:expect(?:s|ed)?|expecting|forecast(?:s|ed|ing)?|predict(?:s|ed|ing)?|estimate[sd]?|estimating|"
    r"look(?:ing|ed) for|pencil+ed in|reckon(?:s|ed)?|projected|projecting)"
)
_WHOSE = r"(?: (?:at|covering|from|of|polled|surveyed|with) [^.;,\d]{2,40}?)?"
_NEAR = r"(?:(?!\b(?:after|and|as|but|by|when|with)\b)[^.;,:\d]){0,30}"
_EXPECTED = re.compile(
    rf"\b{_WATCHERS}{_WHOSE} (?:(?:also|are|currently|had|have|is|now|on average|was|were) )*{_EXPECT}\b{_NEAR}[$€£¥]?$"
    rf"|\b(?:average|mean|median|{_WATCHERS}['’]?s?|market)(?: \w+)? {_ESTIMATES}\b{_NEAR}[$€£¥]?$"
    rf"|\bconsensus\b{_NEAR}[$€£¥]?$"
    rf"|\b(?:beat|beating|miss(?:ed|ing)?|topp(?:ed|ing)|exceed(?:ed|ing)|above|below|under) (?:\w+ )?{_ESTIMATES}"
    r" (?:of|for) (?:about |around )?$",
    re.IGNORECASE,
)


def is_expected(before: str) -> bool:
    """Tell whether the words before a figure give it to what observers expect, not to what a firm reports.

    >>> is_expected("Profit was above the average analyst estimate of "), is_expected("Ford expects a profit of ")
    (True, False)
    """
    return bool(_EXPECTED.search(before))
